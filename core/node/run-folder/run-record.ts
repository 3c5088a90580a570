// What a run is: its config, its problem and where it began; the file that a run's folder has from its beginning.
import * as z from 'zod'
import { parseWith } from '../../base/config-issue.ts'
import { runConfigSchema } from '../../run/run-config.ts'
import type { Parcel } from '../own/parcel.ts'
import { readJson } from './checkpoint.ts'
import { FILES, RUN_FORMAT_VERSION } from './files.ts'
import { DEFAULT_KEEP } from './kept-checkpoints.ts'
import { RunFolderError, sound } from './run-folder-error.ts'

const recordSchema = z.strictObject({
  format: z.literal('neatwork-run'),
  version: z.literal(RUN_FORMAT_VERSION),
  appVersion: z.string(),
  createdAt: z.string(),
  problem: z.strictObject({
    name: z.string(),
    version: z.int(),
    hash: z.string(),
    /** Where somebody's own code was; it is never run from here unasked. */
    own: z
      .strictObject({
        language: z.enum(['javascript', 'python']),
        file: z.string(),
        hash: z.string(),
        entry: z.string().nullable().optional(),
        isOpen: z.literal(true).optional(),
        data: z.array(z.string()).readonly().optional(),
      })
      .optional(),
    /** Its text, below `problem/`; absent for what everybody has, and for what could not be packed. */
    source: z.strictObject({ main: z.string() }).optional(),
  }),
  config: runConfigSchema,
  /** Which earlier checkpoints are kept. */
  keep: z.strictObject({ every: z.int().min(0), most: z.int().min(2) }).default(DEFAULT_KEEP),
  /** Where the run began, if not at generation 0: another run, and the last generation that it shares with it. */
  forkedFrom: z
    .strictObject({ folder: z.string(), generation: z.int().min(0), populationHash: z.string() })
    .optional(),
})
const versionSchema = z.looseObject({ version: z.int() })
export type RunRecord = z.output<typeof recordSchema>

/** What a new folder is given. */
export type NewRecord = Omit<RunRecord, 'format' | 'version' | 'keep'> &
  Partial<Pick<RunRecord, 'keep'>> & {
    /** The text of somebody's own problem. */
    readonly source?: Parcel | null
  }

/** As it stands in its file. */
export function recordText(record: object): string {
  return `${JSON.stringify(record, null, 2)}\n`
}

/** Rejects with {@link RunFolderError}. */
export async function readRecord(path: string): Promise<RunRecord> {
  const json = await readJson(path, FILES.config)
  const version = versionSchema.safeParse(json).data?.version ?? 0
  if (version > RUN_FORMAT_VERSION) {
    const message = `${path} was written by a later Neatwork (run format ${version}, and this one reads ${RUN_FORMAT_VERSION}). Update Neatwork on this machine.`
    throw new RunFolderError('damaged', message)
  }
  return sound(path, FILES.config, parseWith(recordSchema, json))
}
