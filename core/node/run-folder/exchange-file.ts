// What a run has received from other islands, as its folder has it. Lines beyond the checkpoint count as well: a run that
// goes on from an earlier generation comes to the same exchange again.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exchangesFrom, type RecordedExchanges } from '../../islands/exchange-record.ts'
import { FILES } from './files.ts'
import { damaged, isMissing } from './run-folder-error.ts'

export interface ReadExchanges {
  readonly record: RecordedExchanges
  /** Bytes up to the end of the last whole line, and of all. */
  readonly kept: number
  readonly bytes: number
}

/** Rejects with `RunFolderError` where the file is no such record; without a file nothing was received. */
export async function readExchanges(path: string): Promise<ReadExchanges> {
  const text = await readFile(join(path, FILES.exchanges), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return ''
    throw error
  })
  const record = exchangesFrom(text)
  if (record === null) throw damaged(path, FILES.exchanges, 'a line is no exchange with other islands')
  const kept = Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1))
  return { record, kept, bytes: Buffer.byteLength(text) }
}
