// By what workers know a master again: its certificate, made once and kept in one file that only its owner may read.
import { randomUUID } from 'node:crypto'
import { chmod, link, mkdir, readFile, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { issuesText, parseWith } from '../../base/config-issue.ts'
import { writeWholeFile } from '../whole-file.ts'
import { type Certificate, checkedFingerprint, makeCertificate } from './certificate.ts'
import type { Log } from './log.ts'

export interface MasterIdentity extends Certificate {
  readonly fingerprint: string
}

export class IdentityError extends Error {
  override readonly name = 'IdentityError'
}

const FILE = 'master.json'
const OWNER_ONLY = 0o600
const OTHERS = 0o077

const fileSchema = z.strictObject({
  version: z.literal(1),
  certificate: z.string(),
  key: z.string(),
})
type Saved = z.output<typeof fileSchema>

/** Where a person's Neatwork keeps what outlives a run. */
export function stateFolder(): string {
  return process.env['NEATWORK_HOME'] ?? join(homedir(), '.neatwork')
}

/** The identity kept in `folder`, made where there is none. Rejects with {@link IdentityError}. */
export async function loadIdentity(folder: string, log: Log): Promise<MasterIdentity> {
  const path = join(folder, FILE)
  const found = await read(path, log)
  if (found !== null) return found
  try {
    await createOnce(folder, path, { version: 1, ...(await makeCertificate()) })
  } catch (error) {
    const message = `The master's certificate can't be kept in ${path}: ${String(error)}. Make the folder writable, or name another one in NEATWORK_HOME.`
    throw new IdentityError(message, { cause: error })
  }
  const made = await read(path, log)
  if (made === null) throw new IdentityError(`${path} was deleted while it was made. Start again.`)
  return made
}

/** One that is kept nowhere. */
export async function passingIdentity(): Promise<MasterIdentity> {
  const made = await makeCertificate()
  return { ...made, fingerprint: checkedFingerprint(made) }
}

/** Two masters that start for the first time at once end up with the same file: linking refuses what exists. */
async function createOnce(folder: string, path: string, saved: Saved): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomUUID()}`
  await save(draft, saved)
  try {
    await link(draft, path)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    await rm(draft, { force: true })
  }
}

async function save(path: string, saved: Saved): Promise<void> {
  await writeWholeFile(path, `${JSON.stringify(saved, null, 2)}\n`, { mode: OWNER_ONLY })
}

async function read(path: string, log: Log): Promise<MasterIdentity | null> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw new IdentityError(`The master's certificate can't be read: ${String(error)}.`, { cause: error })
  }
  await closeToOthers(path, log)
  try {
    const parsed = parseWith(fileSchema, JSON.parse(text))
    if (!parsed.ok) throw new Error(issuesText(parsed.issues))
    const { key, certificate } = parsed.value
    return { key, certificate, fingerprint: checkedFingerprint(parsed.value) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const message = `The master's certificate in ${path} is damaged (${why}). Delete the file to have a new one made; workers then need new join links.`
    throw new IdentityError(message, { cause: error })
  }
}

/** Windows has no such bits: there the folder in the profile is the owner's. */
async function closeToOthers(path: string, log: Log): Promise<void> {
  if (process.platform === 'win32') return
  const { mode } = await stat(path)
  if ((mode & OTHERS) === 0) return
  await chmod(path, OWNER_ONLY)
  log(
    'warn',
    `${path} could be read by other people; it is closed to them now. Delete it if they may have read it: a new certificate is made, and workers need new join links.`,
  )
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
