// A problem of somebody's own for programs: what its file says of it, asked of a process that loads it.
import { fileURLToPath } from 'node:url'
import type { Problem } from '../../problems/problem.ts'
import { describeOwn } from '../own/describe-own.ts'
import { DEFAULT_LIMIT_MB } from '../own/own-limits.ts'

/**
 * The problem that a file exports by default ({@link OwnProblem}), for {@link startMaster}: its workers have a copy of the file.
 * The functions of what is returned can't be called: slots call those in the file. Rejects with one sentence for a file
 * that is none.
 */
export async function problemInFile(file: string | URL): Promise<Problem> {
  return await describeOwn(pathOf(file), DEFAULT_LIMIT_MB)
}

export function pathOf(file: string | URL): string {
  return typeof file === 'string' ? file : fileURLToPath(file)
}
