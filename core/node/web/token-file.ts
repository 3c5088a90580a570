// A token that outlives the process, in a file that whoever watches may be given: made once, for its owner only.
import { readFile, stat, writeFile } from 'node:fs/promises'
import { platform } from 'node:process'
import { newToken } from '../cluster/token.ts'

export class TokenFileError extends Error {
  override readonly name = 'TokenFileError'
}

/** What newToken makes, or longer: at least 128 bits. */
const TOKEN = /^[\w-]{22,200}$/
const READABLE_BY_ALL = 0o004

/** The token in the file, which is made where it isn't there. Rejects with {@link TokenFileError}. */
export async function tokenInFile(path: string): Promise<string> {
  const token = (await existing(path)) ?? (await made(path))
  if (TOKEN.test(token)) return token
  throw new TokenFileError(
    `${path} holds no token: one line of at least 22 letters, digits, - and _ is needed. Delete the file, and another is made.`,
  )
}

async function existing(path: string): Promise<string | null> {
  try {
    const text = await readFile(path, 'utf8')
    const { mode } = await stat(path)
    if (platform !== 'win32' && (mode & READABLE_BY_ALL) !== 0) {
      throw new TokenFileError(
        `Everybody on this machine can read the token in ${path}: say "chmod o-r ${path}" first.`,
      )
    }
    return text.trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw asTokenFileError(path, error)
  }
}

async function made(path: string): Promise<string> {
  const token = newToken()
  try {
    await writeFile(path, `${token}\n`, { mode: 0o600, flag: 'wx' })
    return token
  } catch (error) {
    throw asTokenFileError(path, error)
  }
}

function asTokenFileError(path: string, error: unknown): TokenFileError {
  if (error instanceof TokenFileError) return error
  const why = error instanceof Error ? error.message : String(error)
  return new TokenFileError(`The token file ${path} can't be used: ${why}.`, { cause: error })
}
