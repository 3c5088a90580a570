// What a file is that somebody opened on a screen. A run is put among the saved ones; nothing that is in it is run.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ParseError, parse as parseJsonc } from 'jsonc-parser'
import * as z from 'zod'
import type { CommandRequest } from '../api/commands.ts'
import { ApiError } from '../api/neatwork-api.ts'
import type { OpenedFile, OpenedRun } from '../api/opened-file.ts'
import { issuesText } from '../base/config-issue.ts'
import { foreignGenome } from '../export/foreign-genome.ts'
import { genomeFromJson, genomeToJson } from '../neat/genome-codec.ts'
import { genomeHash } from '../neat/population-hash.ts'
import { NEATWORK_EXTENSION } from './neatwork-file/contents.ts'
import { NeatworkFileError } from './neatwork-file/neatwork-file-error.ts'
import { importRun, type Opened, smallPart, withNeatworkFile } from './neatwork-file/read.ts'
import { codeHash } from './own/problem-source.ts'
import { RunFolder } from './run-folder/run-folder.ts'
import { isMissing, RunFolderError } from './run-folder/run-folder-error.ts'

const settingsSchema = z.looseObject({ problem: z.string() })
const championSchema = z.looseObject({ genome: z.unknown(), hash: z.string() })

/** Rejects with {@link ApiError}. */
export async function openFile(
  { name, content }: CommandRequest<'openFile'>,
  runsFolder: string | null,
): Promise<OpenedFile> {
  const bytes = Buffer.from(content, 'base64')
  if (!name.toLowerCase().endsWith(NEATWORK_EXTENSION)) return readText(name, new TextDecoder().decode(bytes))
  const folder = await mkdtemp(join(tmpdir(), 'neatwork-opened-'))
  const file = join(folder, `opened${NEATWORK_EXTENSION}`)
  try {
    await writeFile(file, bytes, { mode: 0o600 })
    return await withNeatworkFile(file, async (opened) =>
      opened.contents.part === 'run'
        ? await intoRuns(opened, runsFolder)
        : readText(name, await smallPart(opened)),
    )
  } catch (error) {
    if (!(error instanceof NeatworkFileError || error instanceof RunFolderError)) throw error
    throw new ApiError('bad-request', error.message.replaceAll(file, name), { cause: error })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function intoRuns(opened: Opened, runsFolder: string | null): Promise<OpenedRun> {
  if (runsFolder === null) throw new ApiError('not-found', 'This Neatwork saves no runs.')
  const name = await freeName(runsFolder, opened.contents.name)
  const importedAt = new Date().toISOString()
  const { path, record } = await importRun(opened, { folder: runsFolder, name, importedAt })
  const { own, source } = record.problem
  const { history } = await RunFolder.look(path)
  const code = own && {
    file: source?.main ?? own.file,
    hash: source === undefined ? null : await codeHash({ ...own, file: join(path, source.main) }),
  }
  return { kind: 'run', name, problem: record.problem.name, generations: history.length, code: code ?? null }
}

/** As the run was called; with a number where there is one of that name already. */
async function freeName(folder: string, name: string): Promise<string> {
  if (!/^[^\\/.:][^\\/:]*$/.test(name)) throw new NeatworkFileError(`“${name}” is no name of a run.`)
  const taken = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw error
  })
  const isTaken = new Set(taken.map((one) => one.toLowerCase()))
  for (let number = 1; ; number++) {
    const wanted = number === 1 ? name : `${name}-${number}`
    if (!isTaken.has(wanted.toLowerCase())) return wanted
  }
}

/** Settings or a genome; both are JSON. */
function readText(name: string, text: string): OpenedFile {
  const value = objectIn(text)
  if (value === null) {
    throw new ApiError('bad-request', `${name} is no JSON. Open a .neatwork file, settings or a genome.`)
  }
  const settings = settingsSchema.safeParse(value)
  if (settings.success) return { kind: 'settings', settings: settings.data }
  const champion = championSchema.safeParse(value)
  const parsed = foreignGenome(value) ?? genomeFromJson(champion.success ? champion.data.genome : value)
  if (!parsed.ok) {
    const issues = issuesText(parsed.issues.slice(0, 3))
    throw new ApiError('bad-request', `${name} holds neither settings nor a sound genome: ${issues}.`)
  }
  const { genome, kind } = parsed.value
  return { kind: 'genome', genome: genomeToJson(genome, kind), hash: genomeHash(genome) }
}

/** null for what is no object of JSON, or one of lists in lists without end. */
function objectIn(text: string): object | null {
  const errors: ParseError[] = []
  try {
    const value: unknown = parseJsonc(text, errors, { allowTrailingComma: true })
    return errors.length > 0 || typeof value !== 'object' ? null : value
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
