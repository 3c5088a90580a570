// The folder of a run that was started from a screen: named by time, problem and seed.
import { join } from 'node:path'
import { ApiError } from '../api/neatwork-api.ts'
import { problemHash } from '../problems/problem-hash.ts'
import { sourceOf } from './own/problem-source.ts'
import { RunFolder } from './run-folder/run-folder.ts'
import { RunFolderError } from './run-folder/run-folder-error.ts'
import type { RunSettings } from './run-settings.ts'

export async function newRunFolder(
  { runsFolder, appVersion }: { readonly runsFolder: string | null; readonly appVersion: string },
  config: RunSettings['config'],
  problem: RunSettings['problem'],
): Promise<RunFolder | null> {
  if (runsFolder === null) return null
  const createdAt = new Date().toISOString()
  const name = `${createdAt.replace(/[:.]/g, '-')}-${problem.name}-seed-${config.seed}`
  const identity = {
    name: problem.name,
    version: problem.version,
    hash: problemHash(problem),
    ...(problem.own && { own: problem.own }),
  }
  try {
    return await RunFolder.create(join(runsFolder, name), {
      appVersion,
      createdAt,
      problem: identity,
      config,
      source: await sourceOf(problem),
    })
  } catch (error) {
    if (error instanceof RunFolderError) throw new ApiError('failed', error.message, { cause: error })
    throw error
  }
}
