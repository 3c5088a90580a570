// How specs reach into the app's main process: the same as Playwright's ElectronApplication.evaluate, over the
// channel between parent and child process.
import { runInThisContext } from 'node:vm'

interface EvaluateMessage {
  readonly kind: 'evaluate'
  readonly id: number
  readonly source: string
  readonly argument: unknown
}

function isEvaluate(message: unknown): message is EvaluateMessage {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'evaluate'
}

process.on('message', (message: unknown) => {
  if (isEvaluate(message)) void evaluate(message)
})

// Specs that are gone leave no app behind.
process.on('disconnect', () => process.exit(1))

async function evaluate({ id, source, argument }: EvaluateMessage): Promise<void> {
  const answer = (reply: object): void => void process.send?.({ kind: 'evaluated', id, ...reply })
  try {
    const electron = await import('./index.ts')
    const run: unknown = runInThisContext(`(${source})`)
    if (typeof run !== 'function') throw new Error('Only functions can be evaluated.')
    answer({ ok: true, value: await run(electron, argument) })
  } catch (error) {
    answer({ ok: false, message: String(error) })
  }
}
