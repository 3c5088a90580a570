// Files that people name on the command line: JSON with comments, or one sentence that says what is wrong with it.
import { readFile } from 'node:fs/promises'
import { type ParseError, parse as parseJsonc, printParseErrorCode } from 'jsonc-parser'
import { issuesText } from '../../base/config-issue.ts'
import { parseSubstrate, type Substrate } from '../../hyperneat/substrate.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { nearestFile } from './nearest-file.ts'

/** The text of a file, without the mark that programs of Windows begin it with; `what` says in the refusal which of them it is. */
export async function readTextFile(path: string, what: string): Promise<string> {
  const bytes = await readFile(path).catch(async (error: NodeJS.ErrnoException) => {
    const isFolder = error.code === 'EISDIR'
    const why = isFolder ? 'is a folder; name a file in it' : "can't be read; check its path"
    const near = isFolder ? '' : await nearestFile(path)
    throw new CliError(EXIT.usage, `The ${what} ${path} ${why}.${near}`, { cause: error })
  })
  return new TextDecoder().decode(bytes)
}

/** The bytes of a file; `what` says in the refusal which of them it is. */
export async function readFileBytes(path: string, what: string): Promise<Buffer> {
  return await readFile(path).catch((error) => {
    throw new CliError(EXIT.usage, `The ${what} ${path} can't be read; check its path.`, { cause: error })
  })
}

/** JSON, which may have comments. */
export async function readJsonFile(path: string, what: string): Promise<unknown> {
  const text = await readTextFile(path, what)
  const errors: ParseError[] = []
  const value: unknown = parseJsonc(text, errors, { allowTrailingComma: true })
  const [first] = errors
  if (first === undefined) return value
  const line = text.slice(0, first.offset).split('\n').length
  // The parser says PropertyNameExpected.
  const problem = printParseErrorCode(first.error)
    .replace(/\B[A-Z]/g, (letter) => ` ${letter}`)
    .toLowerCase()
  throw new CliError(EXIT.usage, `The ${what} ${path} is not JSON: ${problem} in line ${line}.`)
}

export async function readSubstrate(path: string): Promise<Substrate> {
  const parsed = parseSubstrate(await readJsonFile(path, 'substrate file'))
  if (parsed.ok) return parsed.value
  throw new CliError(EXIT.usage, `The substrate file ${path} is wrong: ${issuesText(parsed.issues)}.`)
}
