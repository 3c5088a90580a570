// What somebody's own file says of its problem: asked of a process that loads it, so that nothing of it runs here.
import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Problem } from '../../problems/problem.ts'
import { describePython, isPythonFile } from '../python/describe-python.ts'
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
  await access(file).catch(() => {
    throw new OwnProblemError(
      `There is no file ${file}. "neatwork init NAME" writes a problem to begin with.`,
    )
  })
  return await new Promise((found, failed) => {
    const words = lastWords(() => {})
    const process = startOwnProcess(
      { file, limitMb },
      {
        said: (message) => {
          if (message.kind === 'loaded') finish(() => found(describedBy(message.problem)))
          if (message.kind === 'unloadable') finish(() => failed(new OwnProblemError(message.reason)))
        },
        printed: (text) => words.add(text),
        ended: (how) =>
          finish(() =>
            failed(new OwnProblemError(`${file} can't be loaded: ${words.reason(how, limitMb)}.`)),
          ),
      },
    )
    const patience = setTimeout(() => {
      const seconds = PATIENCE_MS / 1000
      finish(() =>
        failed(
          new OwnProblemError(`${file} was not loaded within ${seconds} s: does it wait for something?`),
        ),
      )
    }, PATIENCE_MS)
    function finish(tell: () => void): void {
      clearTimeout(patience)
      process.kill()
      tell()
    }
  })
}

function describedBy({ play, ...problem }: ProblemDescription): Problem {
  return { ...problem, ...(play && { play: { ...play, frames: elsewhere } }), evaluate: elsewhere }
}

function elsewhere(): never {
  throw new TypeError("somebody's own problem is evaluated in a process of its own")
}
