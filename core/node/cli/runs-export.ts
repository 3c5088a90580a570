// neatwork runs export: the history of a run as a file for another program.
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Generations, historyCsv, historyLines, neatPythonCsv, wandbHistory } from '../history-tables.ts'
import type { Part } from '../neatwork-file/contents.ts'
import { RunFolderError } from '../run-folder/run-folder-error.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { namedRun } from './named-run.ts'
import { folderWork } from './run-options.ts'
import type { Place } from './runs-command.ts'
import { exportFile } from './runs-file.ts'

const FORMATS = {
  csv: historyCsv,
  'neat-python': neatPythonCsv,
  wandb: wandbHistory,
  ndjson: historyLines,
} as const satisfies Readonly<Record<string, (generations: Generations) => AsyncGenerator<string>>>

export type HistoryFormat = keyof typeof FORMATS
/** A file to hand on, which is no table. */
const NEATWORK = 'neatwork'
export const EXPORT_FORMATS = [...(Object.keys(FORMATS) as readonly HistoryFormat[]), NEATWORK] as const

export interface ExportOptions extends Place {
  readonly out?: string
  readonly format: HistoryFormat | typeof NEATWORK
  readonly part?: Part
}

export async function exportRun(name: string, options: ExportOptions): Promise<void> {
  const { format } = options
  if (format === NEATWORK) return await exportFile(name, options)
  if (options.part !== undefined)
    throw new CliError(EXIT.usage, '--part is for --format neatwork; the other formats are of the history.')
  const { history } = await namedRun(options.in, name)
  const lines = FORMATS[format](() => history.read())
  if (options.out === undefined) await folderWork(printAll(lines))
  else await folderWork(writeAll(lines, options.out))
}

/** Whoever reads may stop when it has enough, as `head` does. */
async function printAll(lines: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(lines), process.stdout, { end: false })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error
  }
}

/** Whole or not at all. */
async function writeAll(lines: AsyncIterable<string>, out: string): Promise<void> {
  const unfinished = `${out}.unfinished`
  try {
    await pipeline(Readable.from(lines), createWriteStream(unfinished))
    await rename(unfinished, out)
  } catch (error) {
    await rm(unfinished, { force: true })
    if (error instanceof RunFolderError) throw error
    throw new CliError(
      EXIT.usage,
      `${out} can't be written; check the path, the room on the disk and the rights of this account.`,
      { cause: error },
    )
  }
}
