// What a `.neatwork` file says of itself, and which names may be in one; docs/run-format.md describes it. Knows no zip.
import * as z from 'zod'
import { FILES, PROBLEM_FOLDER } from '../run-folder/files.ts'

export const NEATWORK_FILE_VERSION = 1
export const NEATWORK_EXTENSION = '.neatwork'
/** The list of contents, a file of the archive. */
export const CONTENTS = 'neatwork.json'
export const SETTINGS = 'settings.json'
/** Folder of the archive with the files of a run. */
const RUN = 'run/'

/** What is handed on: a whole run, or of it the settings or the champion only. */
export const PARTS = ['run', 'settings', 'champion'] as const
export type Part = (typeof PARTS)[number]

export const contentsSchema = z.strictObject({
  format: z.literal('neatwork-file'),
  version: z.literal(NEATWORK_FILE_VERSION),
  part: z.enum(PARTS),
  /** What the run was called. */
  name: z.string().min(1).max(255),
  appVersion: z.string().max(100),
  /** ISO 8601. */
  createdAt: z.string().max(100),
  /** Every other file of the archive. */
  files: z.record(
    z.string(),
    z.strictObject({ bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
})
export type Contents = z.output<typeof contentsSchema>

/** Never upwards, absolute or hidden, and nothing that a system takes for something else. */
const SEGMENT = /^[A-Za-z0-9_-](?:[\w.-]*[\w-])?$/
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i
const CHECKPOINT = /^checkpoints\/generation-\d{9,15}\.json$/
const DEEPEST = 16

/** Files that stay where the run was made: who may join its master, and where it came from. */
const KEPT_BACK: readonly string[] = [FILES.cluster, FILES.imported]
const RUN_FILES: ReadonlySet<string> = new Set(
  Object.values(FILES).filter((name) => !KEPT_BACK.includes(name)),
)

/** Whether a file of a run folder, by its name with slashes, is handed on. */
export function isHandedOn(name: string): boolean {
  if (RUN_FILES.has(name) || CHECKPOINT.test(name)) return true
  const [folder, ...rest] = name.split('/')
  return (
    folder === PROBLEM_FOLDER &&
    rest.length > 0 &&
    rest.length <= DEEPEST &&
    rest.every((segment) => SEGMENT.test(segment) && !DEVICE.test(segment))
  )
}

export const inArchive = (name: string) => `${RUN}${name}`

/** The name in the run folder of a file of the archive; null for what has no place in it. */
export function inRunFolder(name: string): string | null {
  const inside = name.startsWith(RUN) ? name.slice(RUN.length) : null
  return inside !== null && isHandedOn(inside) ? inside : null
}

/** Whether the archive of a part may hold a file of that name. */
export function belongsTo(part: Part, name: string): boolean {
  switch (part) {
    case 'run':
      return inRunFolder(name) !== null
    case 'settings':
      return name === SETTINGS
    case 'champion':
      return name === FILES.champion
  }
}
