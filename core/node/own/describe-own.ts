// What somebody's own file says of its problem: asked of a process that loads it, so that nothing of it runs here.
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Problem } from '../../problems/problem.ts'
import { describePython, isPythonFile } from '../python/describe-python.ts'
import { askProcess } from './ask-process.ts'
import { lastWords } from './last-words.ts'
import type { ProblemDescription } from './own-messages.ts'
import { OwnProblemError } from './own-problem-error.ts'
import { startOwnProcess } from './start-own-process.ts'

/** Loading may take so long. */
const PATIENCE_MS = 30_000

/** Whether `name` is the name of a file and not of a problem. */
export function isOwnFile(name: string): boolean {
  return /[\\/]|\.[cm]?[jt]s$/.test(name) || isPythonFile(name)
}

/** The problem in `file`, whose functions can't be called here. Rejects with {@link OwnProblemError}. */
export async function describeOwn(path: string, limitMb: number): Promise<Problem> {
  if (isPythonFile(path)) return await describePython(path, limitMb)
  const file = resolve(path)
  if (!/\.[cm]?[jt]s$/.test(file)) {
    throw new OwnProblemError(`${path} is no problem: its file must end in .ts, .js, .mts, .mjs or .py.`)
  }
  const found = await stat(file).catch(() => null)
  if (found?.isFile() !== true) {
    throw new OwnProblemError(
      `There is no file ${file}${found === null ? '' : ', but a folder'}. "neatwork init NAME" writes a problem to begin with.`,
    )
  }
  const late = `${file} was not loaded within ${PATIENCE_MS / 1000} s: does it wait for something?`
  return await askProcess({ patienceMs: PATIENCE_MS, late }, (settle) => {
    const words = lastWords(() => {})
    return startOwnProcess(
      { file, limitMb },
      {
        said(message) {
          if (message.kind === 'loaded') settle.found(describedBy(message.problem))
          if (message.kind === 'unloadable') settle.failed(message.reason)
        },
        printed: (text) => words.add(text),
        ended: (how) => settle.failed(`${file} can't be loaded: ${words.reason(how, limitMb)}.`),
      },
    )
  })
}

function describedBy({ play, ...problem }: ProblemDescription): Problem {
  return { ...problem, ...(play && { play: { ...play, frames: elsewhere } }), evaluate: elsewhere }
}

function elsewhere(): never {
  throw new TypeError("somebody's own problem is evaluated in a process of its own")
}
