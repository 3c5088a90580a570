// What every generation left behind, a line each; and the order of results in a run without generations.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { genomeId } from '../../base/ids.ts'
import { jsonOf } from '../../base/json-of.ts'
import { FILES } from './files.ts'
import { damaged } from './run-folder-error.ts'
import type { Storage } from './storage.ts'
import { notThatGeneration, type ReadHistory, type StoredHistory } from './stored-history.ts'

/** What follows, or is incomplete, is cut from the file. */
export async function cutHistory(history: StoredHistory, storage: Storage): Promise<StoredHistory> {
  if (history.bytes < history.fileBytes) await storage.cut(FILES.history, history.bytes)
  return history
}

/** Generations up to `lastGeneration`. Throws RunFolderError where it ends before. */
export function historyTo({ history, isBroken }: ReadHistory, lastGeneration: number): StoredHistory {
  const { path } = history
  if (history.length > lastGeneration) return history.first(lastGeneration + 1)
  if (isBroken) throw notThatGeneration(path, history.length)
  throw damaged(path, FILES.history, `it ends at generation ${history.length - 1}, before the checkpoint`)
}

const lookSchema = z.looseObject({
  generation: z.int().min(0),
  inFlight: z.int().min(1),
  order: z.array(z.int().min(0).transform(genomeId)),
})

/** What a run without generations depends on besides its settings. */
export type Look = z.infer<typeof lookSchema>

/** The looks of a run without generations, by generation; of any other there are none. Nothing is changed. */
export async function readLooks(path: string): Promise<readonly Look[]> {
  const lines = (await textOrNone(join(path, FILES.order))).split('\n').slice(0, -1)
  return lines.map((line, generation) => {
    const look = lookSchema.safeParse(jsonOf(line))
    if (look.success && look.data.generation === generation) return look.data
    throw damaged(path, FILES.order, `line ${generation + 1} is not the order of generation ${generation}`)
  })
}

/** Cuts the order of results that came after the checkpoint: they will come again, maybe in another order. */
export async function cutOrder(path: string, lastGeneration: number, storage: Storage): Promise<void> {
  const text = await textOrNone(join(path, FILES.order))
  const lines = text.split('\n').slice(0, -1)
  // One line per look: the first population, generation 0, needs none to be repeated but has one.
  const kept = lines
    .slice(0, lastGeneration + 1)
    .reduce((bytes, line) => bytes + Buffer.byteLength(line) + 1, 0)
  if (kept < Buffer.byteLength(text)) await storage.cut(FILES.order, kept)
}

/** A file that isn't there has no lines. */
async function textOrNone(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
}
