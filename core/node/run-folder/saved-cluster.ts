// How a run was carried out: what a master needs to be found again by its workers, in a file that nobody else may read.
import * as z from 'zod'
import { parseWith } from '../../base/config-issue.ts'
import { clusterSettingsSchema } from '../cluster-settings.ts'
import { readJson } from './checkpoint.ts'
import { FILES, RUN_FORMAT_VERSION } from './files.ts'
import { sound } from './run-folder-error.ts'

const savedClusterSchema = z.strictObject({
  version: z.literal(RUN_FORMAT_VERSION),
  localSlots: z.int().min(0),
  /** By which workers find the master again. Whoever reads this file may join. */
  token: z.string().nullable(),
  settings: clusterSettingsSchema,
})
export type SavedCluster = Omit<z.output<typeof savedClusterSchema>, 'version'>

export function clusterText(cluster: SavedCluster): string {
  return `${JSON.stringify({ version: RUN_FORMAT_VERSION, ...cluster }, null, 2)}\n`
}

/** null in folders of before it was saved. Rejects with {@link RunFolderError}. */
export async function readCluster(path: string): Promise<SavedCluster | null> {
  const json = await readJson(path, FILES.cluster, { optional: true })
  if (json === null) return null
  const { version: _, ...cluster } = sound(path, FILES.cluster, parseWith(savedClusterSchema, json))
  return cluster
}
