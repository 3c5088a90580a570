// A problem named on the command line: one that everybody has by its name, or somebody's own by its file.
import type { Problem } from '../../problems/problem.ts'
import { describeOwn, isOwnFile } from '../own/describe-own.ts'
import { OwnProblemError } from '../own/own-problem-error.ts'
import { DEFAULT_LIMIT_MB } from '../own/slots-for.ts'
import { CliError, EXIT } from './exit-codes.ts'

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
