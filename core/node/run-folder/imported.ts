// Where a run came from that somebody was given as a file. For people: nothing in the run depends on it.
import * as z from 'zod'
import { readJson } from './checkpoint.ts'
import { FILES } from './files.ts'

const importedSchema = z.strictObject({
  version: z.literal(1),
  /** Its name, without the folder. */
  file: z.string(),
  /** Of the whole file, hexadecimal. */
  sha256: z.string(),
  /** ISO 8601. */
  importedAt: z.string(),
})
export type Imported = Omit<z.output<typeof importedSchema>, 'version'>

export const importedText = (imported: Imported) =>
  `${JSON.stringify({ version: 1, ...imported }, null, 2)}\n`

/** null for a run that was made here, and where the note can't be read. */
export async function readImported(path: string): Promise<Imported | null> {
  const parsed = importedSchema.safeParse(
    await readJson(path, FILES.imported, { optional: true }).catch(() => null),
  )
  if (!parsed.success) return null
  const { version: _, ...imported } = parsed.data
  return imported
}
