// A run that somebody names: by its path, or by its name in a folder of runs.
import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { nearestName } from '../../base/config-issue.ts'
import { FILES } from '../run-folder/files.ts'
import { type LookedAt, RunFolder } from '../run-folder/run-folder.ts'
import { RunFolderError } from '../run-folder/run-folder-error.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { lookAt } from './saved-run.ts'

/** A run that can't be read, and why. */
export interface DamagedRun {
  readonly path: string
  readonly damage: string
}

/** The run at `name` or at `name` below `folder`; the nearest name is told where there is none. */
export async function namedRun(folder: string, name: string): Promise<LookedAt> {
  for (const path of [name, join(folder, name)]) {
    const config = await stat(join(path, FILES.config)).catch(() => null)
    if (config !== null) return await lookAt(path)
  }
  const others = (await runsIn(folder)).map(({ path }) => basename(path))
  const near = nearestName(basename(name), others)
  const hint =
    near === null ? '"neatwork runs list --in FOLDER" lists those in a folder.' : `The nearest is "${near}".`
  throw new CliError(EXIT.usage, `There is no run "${name}" here or in ${resolve(folder)}. ${hint}`)
}

/** Every run below `folder`, oldest first; what is damaged is told by its sentence. */
export async function runsIn(folder: string): Promise<readonly (LookedAt | DamagedRun)[]> {
  const names = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new CliError(EXIT.usage, `The folder ${folder} can't be read; name one by --in.`, { cause: error })
  })
  const found = await Promise.all(
    names
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(async ({ name }) => {
        const path = join(folder, name)
        return await RunFolder.look(path).catch((error: unknown) => {
          if (!(error instanceof RunFolderError)) throw error
          return error.code === 'missing' ? null : { path, damage: error.message }
        })
      }),
  )
  const runs = found.filter((run) => run !== null)
  return runs.toSorted((a, b) => startOf(a).localeCompare(startOf(b)))
}

const startOf = (run: LookedAt | DamagedRun) => ('record' in run ? run.record.createdAt : '')
