// A run that has ended, with more generations: from its folder where it is saved, so that it goes on from what is sure;
// otherwise from memory.
import { ApiError } from '../api/neatwork-api.ts'
import { RunFolder } from './run-folder/run-folder.ts'
import { RunFolderError } from './run-folder/run-folder-error.ts'
import type { RunSession } from './run-session.ts'
import type { RunSettings } from './run-settings.ts'

export const MOST_GENERATIONS = 1_000_000_000

/** Rejects with {@link ApiError} where it would end again at once. */
export async function continuedRun(session: RunSession, more: number): Promise<RunSettings> {
  const { settings, folder, status } = session
  if (status.kind === 'ended' && status.result.solved) {
    throw new ApiError('not-now', 'The run is solved and would end again at once. Start a new one.')
  }
  const generations = Math.min(MOST_GENERATIONS, session.generations + more)
  const saved = folder === null ? null : await explained(RunFolder.open(folder.path))
  const last = saved === null ? session.memory.evaluated : saved.last
  const done = (last?.population.generation ?? -1) + 1
  if (generations <= done) {
    throw new ApiError('bad-request', `The run has done its ${done} generations. Give it at least one more.`)
  }
  await explained(saved?.folder.extend(generations) ?? Promise.resolve())
  const history = saved === null ? session.view().history : await saved.history.sample()
  return {
    ...settings,
    config: { ...settings.config, generations },
    openFolder: async () => saved?.folder ?? null,
    resume: last === null ? null : { last, history },
    startPaused: false,
  }
}

/** As the api says it. */
export async function explained<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work
  } catch (error) {
    if (error instanceof RunFolderError) throw new ApiError('failed', error.message, { cause: error })
    throw error
  }
}
