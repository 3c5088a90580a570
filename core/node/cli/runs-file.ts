// neatwork runs export --format neatwork, runs import and runs show FILE: a run handed on as one file.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NEATWORK_EXTENSION } from '../neatwork-file/contents.ts'
import { NeatworkFileError } from '../neatwork-file/neatwork-file-error.ts'
import { importRun, type Opened, smallPart, withNeatworkFile } from '../neatwork-file/read.ts'
import { writeNeatworkFile } from '../neatwork-file/write.ts'
import { codeHash } from '../own/problem-source.ts'
import { appVersion } from '../package-info.ts'
import { shellWord } from '../shell-word.ts'
import { columns } from './columns.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { namedRun } from './named-run.ts'
import { folderWork } from './run-options.ts'
import type { Place } from './runs-command.ts'
import type { ExportOptions } from './runs-export.ts'
import { openTerminal, type Terminal } from './terminal.ts'

export const isNeatworkFile = (name: string) => name.toLowerCase().endsWith(NEATWORK_EXTENSION)

export async function exportFile(
  name: string,
  { in: folder, out, part = 'run' }: ExportOptions,
): Promise<void> {
  if (out === undefined)
    throw new CliError(
      EXIT.usage,
      'Name the file by --out, such as --out mine.neatwork: it is no text to be printed.',
    )
  const run = await namedRun(folder, name)
  const handed = { run, part, appVersion: appVersion(), createdAt: new Date().toISOString() }
  await fileWork(writeNeatworkFile(handed, out))
}

interface ImportOptions extends Place {
  readonly name?: string
}

export async function importFile(file: string, { in: folder, name, json }: ImportOptions): Promise<void> {
  const terminal = openTerminal(json === true)
  await fileWork(
    withNeatworkFile(file, async (opened) => {
      const called = nameOf(name ?? opened.contents.name)
      if (opened.contents.part === 'run') await importWhole(opened, { folder, name: called }, terminal)
      else await importSmall(opened, { folder, name: called }, terminal)
    }),
  )
}

interface Wanted {
  readonly folder: string
  readonly name: string
}

async function importWhole(opened: Opened, wanted: Wanted, terminal: Terminal): Promise<void> {
  const { path, record } = await importRun(opened, { ...wanted, importedAt: new Date().toISOString() })
  const { own, source } = record.problem
  terminal.event({ type: 'imported', part: 'run', path })
  terminal.line(`${opened.path} is imported as ${path}. "neatwork verify ${shellWord(path)}" repeats it.`)
  if (own === undefined) return
  const code = source === undefined ? null : join(path, source.main)
  const hash = code === null ? null : await codeHash({ ...own, file: code })
  terminal.event({ type: 'ownProblem', file: code, hash })
  const shown = code === null ? 'is not in it' : `is ${code}, hash ${hash}`
  terminal.line(
    `Its problem is somebody's own: its code ${shown}. None of it was run, and none will be unasked.`,
  )
}

/** Settings as a config file, a champion as a genome file. */
async function importSmall(opened: Opened, { folder, name }: Wanted, terminal: Terminal): Promise<void> {
  const { part } = opened.contents
  const path = join(folder, `${name}-${part}.json`)
  const text = await smallPart(opened)
  try {
    await writeFile(path, text, { flag: 'wx' })
  } catch (error) {
    throw new NeatworkFileError(
      `${path} can't be written, or is there already; choose another name by --name.`,
      {
        cause: error,
      },
    )
  }
  const use =
    part === 'settings'
      ? `neatwork run --config ${shellWord(path)}`
      : `neatwork genome show ${shellWord(path)}`
  terminal.event({ type: 'imported', part, path })
  terminal.line(`${opened.path} is imported as ${path}. Use it by "${use}".`)
}

/** What a file holds, all of it compared with its checksums; nothing is imported. */
export async function showFile(file: string, json: boolean): Promise<void> {
  const terminal = openTerminal(json)
  await fileWork(
    withNeatworkFile(file, async ({ contents, unpack }) => {
      await unpack(async (_name, content) => {
        for await (const _chunk of content); // only to be compared
      })
      const { part, name, appVersion, createdAt, files } = contents
      const sizes = Object.values(files)
      const bytes = sizes.reduce((sum, one) => sum + one.bytes, 0)
      terminal.event({ type: 'neatworkFile', file, part, name, appVersion, createdAt, files })
      const code = Object.keys(files).filter((inside) => inside.startsWith('run/problem/'))
      const rows = [
        ['file', file],
        ['holds', part === 'run' ? `the run ${name}` : `the ${part} of the run ${name}`],
        ['made', `${createdAt} by Neatwork ${appVersion}`],
        ['files', `${sizes.length}, ${(bytes / 1e6).toFixed(1)} MB unpacked, all as their checksums say`],
        ['code', code.length === 0 ? 'none' : code.join(', ')],
      ]
      for (const line of columns(rows)) terminal.line(line)
    }),
  )
}

function nameOf(name: string): string {
  if (/^[^\\/.:][^\\/:]*$/.test(name)) return name
  throw new CliError(EXIT.usage, `"${name}" is no name of a folder; give one by --name.`)
}

async function fileWork<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await folderWork(work)
  } catch (error) {
    if (error instanceof NeatworkFileError) throw new CliError(EXIT.usage, error.message, { cause: error })
    throw error
  }
}
