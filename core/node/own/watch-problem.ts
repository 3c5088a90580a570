// A network at work: at a problem that everybody has in this process, at somebody's own in one by itself.

import { type Watched, watch } from '../../api/watch.ts'
import type { Declaration, OwnCode, Problem } from '../../problems/problem.ts'
import { watchPython } from '../python/watch-python.ts'
import { askProcess } from './ask-process.ts'
import { lastWords } from './last-words.ts'
import { DEFAULT_LIMIT_MB } from './own-limits.ts'
import type { WatchRequest } from './own-messages.ts'
import { startOwnProcess } from './start-own-process.ts'

/** Loading and an episode may take so long. */
const PATIENCE_MS = 20_000

/** Rejects with OwnProblemError, or with what a problem that everybody has throws. */
export async function watchProblem(problem: Problem, request: WatchRequest): Promise<Watched> {
  const { own, play, examples, declared } = problem
  if (own === undefined) return watch(problem, request.network, request)
  if (play === undefined && examples === undefined) return { kind: 'nothing' }
  if (play !== undefined && own.language === 'python') return await watchPython(own, play, request)
  const painted = declared === undefined ? null : { ...declared, problem: declared.problem.name }
  return await watchOwn(own, painted, request)
}

function watchOwn(
  { file, hash }: OwnCode,
  declared: Declaration | null,
  request: WatchRequest,
): Promise<Watched> {
  const cannot = (reason: string) => `The network can't be watched: ${reason}.`
  const late = cannot(`the episode took longer than ${PATIENCE_MS / 1000} s`)
  return askProcess({ patienceMs: PATIENCE_MS, late }, (settle) => {
    const words = lastWords(() => {})
    const limitMb = DEFAULT_LIMIT_MB
    const child = startOwnProcess(
      { file, limitMb },
      {
        said(message) {
          if (message.kind === 'unloadable') settle.failed(message.reason)
          if (message.kind === 'unwatchable') settle.failed(cannot(message.reason))
          if (message.kind === 'watched') settle.found(message.watched)
          if (message.kind !== 'loaded') return
          if (message.problem.own?.hash !== hash) settle.failed(cannot(`${file} was changed meanwhile`))
          child.send({ kind: 'prepare', setting: { declared, options: request.options } })
          child.send({ kind: 'watch', ...request })
        },
        printed: (text) => words.add(text),
        ended: (how) => settle.failed(cannot(words.reason(how, limitMb))),
      },
    )
    return child
  })
}
