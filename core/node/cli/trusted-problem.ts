// The problem of a saved run. Code that a folder brings along is never run unasked: its path and its hash are shown, and
// somebody at the terminal agrees, or gave the hash beforehand.
import { join } from 'node:path'
import type { Command } from 'commander'
import type { Problem } from '../../problems/problem.ts'
import { codeHash } from '../own/problem-source.ts'
import type { LookedAt, RunRecord } from '../run-folder/run-folder.ts'
import { shellWord } from '../shell-word.ts'
import { agreed } from './agreed.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { namedProblem, ownProblem } from './own-problem.ts'
import { savedProblem } from './saved-run.ts'
import type { Terminal } from './terminal.ts'

export interface TrustOptions {
  readonly problem?: string
  readonly python?: string
  readonly trustProblem?: string
}

/** Digits of a hash that tell one text from all others that somebody might slip in its place. */
const FEWEST_DIGITS = 12

export function addTrustOptions(command: Command): Command {
  return addTrustOption(
    command
      .option('--problem <file>', "the file of the run's problem, where it is somebody's own")
      .option('--python <file:function>', "its function, where it is somebody's own in Python"),
  )
}

/** Of commands that name problems anyway. */
export function addTrustOption(command: Command): Command {
  return command.option(
    '--trust-problem <hash>',
    "run the code that the folder brings along, if its text has this hash, with this account's rights",
  )
}

/** As it was when the run was made. Throws {@link CliError}. */
export async function problemOfRun(
  { path, record }: Pick<LookedAt, 'path' | 'record'>,
  options: TrustOptions,
  terminal: Terminal,
): Promise<Problem> {
  const { own } = record.problem
  const given = await ownProblem(namedProblem(options))
  if (own === undefined || given !== null) return savedProblem(record, given)
  const code = await codeOf(path, record, own)
  if (code === null) throw new CliError(EXIT.usage, `${refusal(record)} ${nowhere(own)}`)
  await mustBeTrusted(code, record, options, terminal)
  const { language, entry } = own
  const name = language === 'python' && entry ? `${code.file}:${entry}` : code.file
  return savedProblem(record, await ownProblem(name))
}

type Own = NonNullable<RunRecord['problem']['own']>

interface Code {
  readonly file: string
  readonly hash: string
}

/** The file that the run began with, as long as it says the same as the copy in the folder; otherwise that copy. */
async function codeOf(path: string, { problem }: RunRecord, own: Own): Promise<Code | null> {
  if (own.isOpen === true) return null
  const { language, file, data } = own
  const original = await codeHash({ language, file, data })
  const copy = problem.source && join(path, problem.source.main)
  const copied = copy === undefined ? null : await codeHash({ language, file: copy, data })
  if (copy !== undefined && copied !== null && copied !== original) return { file: copy, hash: copied }
  return original === null ? null : { file, hash: original }
}

async function mustBeTrusted(
  { file, hash }: Code,
  record: RunRecord,
  { trustProblem }: TrustOptions,
  terminal: Terminal,
): Promise<void> {
  terminal.event({ type: 'ownProblem', file, hash })
  if (trustProblem !== undefined) {
    const isSame = trustProblem.length >= FEWEST_DIGITS && hash.startsWith(trustProblem.toLowerCase())
    if (isSame) return
    throw new CliError(
      EXIT.usage,
      `The code of this run is not what --trust-problem says: ${file} has the hash ${hash}, and "${trustProblem}" was given. Nothing of it was run.`,
    )
  }
  const whose = `The problem of this run is somebody's own code: ${file}, hash ${hash}.`
  if (!terminal.json && (await agreed(`${whose} Run it, with the rights of this account?`))) return
  throw new CliError(
    EXIT.usage,
    `${refusal(record)} It is ${file}, hash ${hash}. Look at it, and give --trust-problem ${hash} to run it; if it is yours, ${namedAgain(record, file)} does the same.`,
  )
}

const refusal = ({ config }: RunRecord) =>
  `This run's problem "${config.problem}" is somebody's own, and its code runs only when asked for.`

function namedAgain({ problem: { own } }: RunRecord, file: string): string {
  if (own?.language !== 'python') return `--problem ${shellWord(file)}`
  return `--python ${shellWord(own.entry ? `${file}:${own.entry}` : file)}`
}

const nowhere = ({ language, file, hash }: Own) =>
  `Give --${language === 'python' ? 'python' : 'problem'} with its file (it was ${file}, hash ${hash.slice(0, 12)}).`
