// What people noted of a run, and what happened in it besides its generations. Neither decides a bit of the run: a folder
// without them, or with lines that a cut of the power spoilt, is as good.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { MOST_ENTRIES } from '../../api/limits.ts'
import { type LogEntry, logEntrySchema, noteSchema, type RunNote } from '../../api/run-log.ts'
import { jsonOf } from '../../base/json-of.ts'
import { FILES } from './files.ts'
import { damaged } from './run-folder-error.ts'

const notesSchema = z.looseObject({ version: z.literal(1), notes: z.array(noteSchema) })

export function notesText(notes: readonly RunNote[]): string {
  return `${JSON.stringify({ version: 1, notes }, null, 2)}\n`
}

/** Rejects with RunFolderError where there are notes that can't be read: they are somebody's own words. */
export async function readNotes(path: string): Promise<readonly RunNote[]> {
  const text = await textOf(path, FILES.notes)
  if (text === null) return []
  const parsed = notesSchema.safeParse(jsonOf(text))
  if (parsed.success) return parsed.data.notes
  throw damaged(path, FILES.notes, 'it holds no notes')
}

export function logText(entries: readonly LogEntry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}

/** The newest entries, in order; lines that are none are passed over. */
export async function readLog(path: string): Promise<readonly LogEntry[]> {
  const text = (await textOf(path, FILES.log)) ?? ''
  const lines = text.split('\n').slice(-MOST_ENTRIES - 1)
  return lines.flatMap((line) => {
    const parsed = logEntrySchema.safeParse(jsonOf(line))
    return parsed.success ? [parsed.data] : []
  })
}

/** null where there is no such file. */
async function textOf(path: string, file: string): Promise<string | null> {
  return await readFile(join(path, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}
