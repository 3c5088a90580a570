// A problem named on the command line: one that everybody has by its name, or somebody's own by its file.
import type { Problem } from '../../problems/problem.ts'
import { describeOwn, isOwnFile } from '../own/describe-own.ts'
import { OwnProblemError } from '../own/own-problem-error.ts'
import { DEFAULT_LIMIT_MB } from '../own/slots-for.ts'
import { isPythonFile } from '../python/describe-python.ts'
import { CliError, EXIT } from './exit-codes.ts'

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

/** The problem in a file; null where `name` is no file. Throws {@link CliError} where the file can't be used. */
export async function ownProblem(name: string | undefined): Promise<Problem | null> {
  if (name === undefined || !isOwnFile(name)) return null
  try {
    return await describeOwn(name, DEFAULT_LIMIT_MB)
  } catch (error) {
    if (error instanceof OwnProblemError) throw new CliError(EXIT.usage, error.message, { cause: error })
    throw error
  }
}
