// A problem named on the command line: one that everybody has by its name, or somebody's own by its file.
import { access, readdir } from 'node:fs/promises'
import { basename, isAbsolute, join, parse, resolve } from 'node:path'
import type { Problem } from '../../problems/problem.ts'
import { findProblem } from '../../problems/registry.ts'
import { knownProblems } from '../master-desk.ts'
import { describeOwn, isOwnFile } from '../own/describe-own.ts'
import { DEFAULT_LIMIT_MB } from '../own/own-limits.ts'
import { OwnProblemError } from '../own/own-problem-error.ts'
import { isPythonFile, offersOf, placeOf } from '../python/describe-python.ts'
import type { PythonSettings } from '../python/start-python.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { nearestFile } from './nearest-file.ts'

/** The problem that options name: --problem, or --python, which says that the file is Python. Throws {@link CliError}. */
export function namedProblem({ problem, python }: Named): string | undefined {
  if (python === undefined) return problem
  if (problem !== undefined) throw new CliError(EXIT.usage, 'Give --problem or --python, not both.')
  if (isPythonFile(python)) return python
  throw new CliError(
    EXIT.usage,
    `--python takes FILE:FUNCTION, such as fitness.py:xor_fitness, and not "${python}".`,
  )
}

interface Named {
  readonly problem?: string
  readonly python?: string
}

/** What a worker evaluates that was given these options. Throws {@link CliError}. */
export async function workersProblems(
  options: Named & { pythonScript?: string },
): Promise<readonly Problem[]> {
  const { pythonScript } = options
  if (pythonScript !== undefined) return await ownWork(offersOf(ofScript(pythonScript)))
  const named = namedProblem(options)
  if (named !== undefined && isPythonFile(named)) {
    return await ownWork(placeOf(named).then((place) => offersOf({ ...place, limitMb: DEFAULT_LIMIT_MB })))
  }
  const own = await ownProblem(named)
  if (named !== undefined && own === null) {
    throw new CliError(
      EXIT.usage,
      `A worker takes its problem from the master; --problem is only for a file of your own (such as ./${named}.ts).`,
    )
  }
  return knownProblems(own)
}

function ofScript(path: string): PythonSettings {
  return { file: resolve(path), entry: null, limitMb: DEFAULT_LIMIT_MB }
}

/** The problem in a file; null where `name` is no file. Throws {@link CliError} where the file can't be used. */
export async function ownProblem(name: string | undefined): Promise<Problem | null> {
  if (name === undefined) return null
  await mustBeNoFolder(name)
  if (!isOwnFile(name)) return null
  const file = isPythonFile(name) ? name.replace(/\.py:.*$/s, '.py') : name
  const isThere = await access(file).then(
    () => true,
    () => false,
  )
  const near = isThere ? '' : await nearestFile(file)
  return await ownWork(describeOwn(name, DEFAULT_LIMIT_MB), near)
}

/** `neatwork init` writes a folder, and the problem is a file in it. */
async function mustBeNoFolder(name: string): Promise<void> {
  if (findProblem(name).ok) return
  const inside = await readdir(name).catch(() => null) // a file, or nothing: its own sentence follows
  if (inside === null) return
  const file = inside.find(
    (file) => /\.(ts|js|mjs)$/.test(file) && parse(file).name === basename(resolve(name)),
  )
  const path = join(name, file ?? 'FILE')
  const hint = isOwnFile(path) || isAbsolute(path) ? path : `./${path}`
  throw new CliError(EXIT.usage, `${name} is a folder. Name the problem's file in it: --problem ${hint}.`)
}

/** Errors of somebody's own code as errors of the command line. */
export async function ownWork<Value>(work: Promise<Value>, hint = ''): Promise<Value> {
  try {
    return await work
  } catch (error) {
    if (error instanceof OwnProblemError)
      throw new CliError(EXIT.usage, `${error.message}${hint}`, { cause: error })
    throw error
  }
}
