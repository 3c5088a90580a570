// A network at work at somebody's own problem: watched in a process of its own, as everything of that problem.
import type { Watched } from '../../api/watch.ts'
import type { OwnCode } from '../../problems/problem.ts'
import { lastWords } from './last-words.ts'
import type { WatchRequest } from './own-messages.ts'
import { OwnProblemError } from './own-problem-error.ts'
import { startOwnProcess } from './start-own-process.ts'

/** Loading and an episode may take so long. */
const PATIENCE_MS = 20_000

/** Rejects with {@link OwnProblemError}. */
export function watchOwn({ file }: OwnCode, request: WatchRequest, limitMb: number): Promise<Watched> {
  return new Promise((resolve, reject) => {
    const words = lastWords(() => {})
    const fail = (message: string): void => finish(() => reject(new OwnProblemError(message)))
    const process = startOwnProcess(
      { file, limitMb },
      {
        said: (message) => {
          if (message.kind === 'loaded') process.send({ kind: 'watch', ...request })
          if (message.kind === 'watched') finish(() => resolve(message.watched))
          if (message.kind === 'unloadable') fail(message.reason)
          if (message.kind === 'unwatchable') fail(`The network can't be watched: ${message.reason}.`)
        },
        printed: (text) => words.add(text),
        ended: (how) => fail(`The network can't be watched: ${words.reason(how, limitMb)}.`),
      },
    )
    const patience = setTimeout(() => {
      fail(`The network can't be watched: the episode took longer than ${PATIENCE_MS / 1000} s.`)
    }, PATIENCE_MS)
    function finish(tell: () => void): void {
      clearTimeout(patience)
      process.kill()
      tell()
    }
  })
}
