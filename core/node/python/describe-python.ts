// What a Python file says of its problem: asked of a process that loads it, so that nothing of it runs here.
import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { offeredTo } from '../../problems/open-problem.ts'
import type { Problem } from '../../problems/problem.ts'
import { askProcess, type Settle } from '../own/ask-process.ts'
import { OwnProblemError } from '../own/own-problem-error.ts'
import { parseReady, problemOfReady, type Ready } from './ready-message.ts'
import { type PythonSettings, startPython } from './start-python.ts'

/** Loading may take so long; torch alone takes seconds from a cold disk. */
const PATIENCE_MS = 60_000

/** FILE.py, or FILE.py:FUNCTION. */
const PYTHON_FILE = /^(.*\.py)(?::([A-Za-z_]\w*))?$/s

export function isPythonFile(name: string): boolean {
  return PYTHON_FILE.test(name)
}

/** The problem in `where`, FILE.py:FUNCTION. Rejects with {@link OwnProblemError}. */
export async function describePython(where: string, limitMb: number): Promise<Problem> {
  const { file, entry } = await placeOf(where)
  return problemOfReady(await askPython({ file, entry, limitMb }), file, entry)
}

/**
 * What a worker with the function of `where` evaluates: the problem that its file describes, if it does, and the function
 * for any master that has none itself. Rejects with {@link OwnProblemError}.
 */
export async function offersOf(settings: PythonSettings): Promise<readonly Problem[]> {
  const { file, entry } = settings
  const ready = await askPython(settings)
  const offered = offeredTo({ language: 'python', file, hash: ready.hash, entry })
  const isWhole = ready.problem.inputs !== null && ready.problem.outputs !== null
  return isWhole && entry !== null ? [problemOfReady(ready, file, entry), offered] : [offered]
}

/** File and function of FILE.py:FUNCTION. Rejects with {@link OwnProblemError} where there is no such file. */
export async function placeOf(where: string): Promise<{ readonly file: string; readonly entry: string }> {
  const [, path = where, entry = ''] = PYTHON_FILE.exec(where) ?? []
  const file = resolve(path)
  await access(file).catch(() => {
    throw new OwnProblemError(`There is no file ${file}. Give FILE:FUNCTION, such as fitness.py:xor_fitness.`)
  })
  return { file, entry }
}

/** What a process says that has loaded the file. Rejects with {@link OwnProblemError}. */
function askPython(settings: PythonSettings): Promise<Ready> {
  const { file } = settings
  const late = `${file} was not loaded within ${PATIENCE_MS / 1000} s: does it wait for something?`
  return askProcess({ patienceMs: PATIENCE_MS, late }, (settle) =>
    startPython(settings, {
      said({ kind, body }) {
        if (kind === 'unloadable') settle.failed(reasonIn(body))
        if (kind === 'ready') tellReady(body, settle)
      },
      printed: () => {},
      ended: (reason) => settle.failed(`${file} can't be loaded: ${reason}.`),
    }),
  )
}

function tellReady(body: Buffer, settle: Settle<Ready>): void {
  try {
    settle.found(parseReady(body))
  } catch (error) {
    settle.failed(error instanceof Error ? error.message : String(error))
  }
}

/** The sentence in an `unloadable`. */
export function reasonIn(body: Buffer): string {
  const value: unknown = JSON.parse(body.toString('utf8'))
  const has = typeof value === 'object' && value !== null && 'reason' in value
  return has ? String(value.reason) : 'it does not say why it is not loaded'
}
