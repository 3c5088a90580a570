// The curve of a run that was saved below the runs folder.
import { join } from 'node:path'
import { ApiError } from '../api/neatwork-api.ts'
import { curveOf, type RunCurve } from '../api/run-curve.ts'
import { RunFolder } from './run-folder/run-folder.ts'
import { RunFolderError } from './run-folder/run-folder-error.ts'

/** Rejects with {@link ApiError} where there is no such run, or it can't be read. */
export async function savedCurve(runsFolder: string | null, name: string): Promise<RunCurve> {
  if (runsFolder === null) throw new ApiError('not-found', 'This Neatwork saves no runs.')
  try {
    const { record, history } = await RunFolder.look(join(runsFolder, name))
    const { problem, seed, neat } = record.config
    return { name, problem, seed, points: curveOf(history.bests, neat.selection.goal) }
  } catch (error) {
    if (!(error instanceof RunFolderError)) throw error
    throw new ApiError(error.code === 'missing' ? 'not-found' : 'failed', error.message, { cause: error })
  }
}
