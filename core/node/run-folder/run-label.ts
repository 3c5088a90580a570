// What somebody calls a saved run, its tags, and what they say about it: a file of its own that decides nothing in the run.
import * as z from 'zod'
import { type RunLabel, runLabelSchema } from '../../api/saved-runs.ts'
import { parseWith } from '../../base/config-issue.ts'
import { readJson } from './checkpoint.ts'
import { FILES } from './files.ts'
import { explained, RunFolderError, sound } from './run-folder-error.ts'
import { diskStorage, type OpenStorage } from './storage.ts'

const LABEL_VERSION = 1

const fileSchema = z.looseObject({ version: z.int(), ...runLabelSchema.shape })

const NO_LABEL: RunLabel = { title: '', tags: [], text: '' }

/** Rejects with RunFolderError where it can't be read: it is somebody's own words. */
export async function readLabel(path: string): Promise<RunLabel> {
  const json = await readJson(path, FILES.label, { optional: true })
  if (json === null) return NO_LABEL
  const { version, title, tags, text } = sound(path, FILES.label, parseWith(fileSchema, json))
  if (version === LABEL_VERSION) return { title, tags, text }
  const message = `${FILES.label} in ${path} was written by a later Neatwork (version ${version}). Update Neatwork on this machine.`
  throw new RunFolderError('damaged', message)
}

/** Whole or not at all. Rejects with RunFolderError, also where the one of before can't be read: it isn't written over. */
export async function saveLabel(
  path: string,
  label: RunLabel,
  open: OpenStorage = diskStorage,
): Promise<void> {
  await readLabel(path)
  const text = `${JSON.stringify({ version: LABEL_VERSION, ...label }, null, 2)}\n`
  await explained(path, () => open(path).replace(FILES.label, text, { synced: true }))
}
