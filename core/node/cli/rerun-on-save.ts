// neatwork run --watch: begins the run anew whenever the problem's file, or what it imports beside it, is saved.
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { isOwnFile } from '../own/describe-own.ts'
import { textHash } from '../own/text-hash.ts'
import { isPythonFile } from '../python/describe-python.ts'
import { CliError, EXIT, type ExitCode } from './exit-codes.ts'
import { onInterrupt } from './interrupt.ts'
import { namedProblem } from './own-problem.ts'
import type { RunOptions } from './run-options.ts'
import type { Terminal } from './terminal.ts'

/** Looked at this often: watchers of the operating system say nothing of folders on a server, as labs have. */
const LOOK_MS = 300

/** The file that `--watch` is about; throws {@link CliError} where there is none, or the run is to be kept. */
export function watchedFile(options: RunOptions): string {
  const named = namedProblem(options)
  if (named === undefined || !isOwnFile(named)) {
    throw new CliError(
      EXIT.usage,
      '--watch is for a problem of your own: give its file with --problem or --python.',
    )
  }
  if (options.run !== undefined) {
    throw new CliError(
      EXIT.usage,
      'A run that is saved in a folder can’t begin anew: leave --run or --watch out.',
    )
  }
  return resolve(isPythonFile(named) ? named.replace(/\.py:.*$/s, '.py') : named)
}

export interface Rerun {
  readonly file: string
  readonly terminal: Terminal
  /** One run from its beginning; it stops early when `saved` settles. Rejects with {@link CliError} for a broken file. */
  once(saved: Promise<void>): Promise<ExitCode>
}

/** Resolves once it is interrupted. */
export async function rerunOnSave({ file, terminal, once }: Rerun): Promise<ExitCode> {
  let isOver = false
  const over = new Promise<void>((resolve) => {
    onInterrupt(() => {
      isOver = true
      resolve()
    })
  })
  for (;;) {
    const watch = watchText(file)
    const code = await once(Promise.race([watch.changed, over])).catch((error) => {
      if (!(error instanceof CliError)) throw error
      terminal.log('error', error.message)
      return error.exitCode
    })
    if (!isOver) terminal.line(`${basename(file)} is watched: save it to begin anew, or press Ctrl-C.`)
    await Promise.race([watch.changed, over])
    watch.close()
    if (isOver) return code
    terminal.event({ type: 'saved', file })
    terminal.line(`${basename(file)} was saved: the run begins anew.`)
  }
}

interface Watch {
  readonly changed: Promise<void>
  close(): void
}

/** Of what the file says now: the run that follows loads this text or a later one. */
function watchText(file: string): Watch {
  const first = textOf(file)
  let timer: NodeJS.Timeout | undefined
  const changed = new Promise<void>((resolve) => {
    timer = setInterval(async () => {
      if ((await textOf(file)) === (await first)) return
      clearInterval(timer)
      resolve()
    }, LOOK_MS)
  })
  return { changed, close: () => clearInterval(timer) }
}

/** What tells one text from another; empty while it can't be read, as in the middle of being saved. */
async function textOf(file: string): Promise<string> {
  try {
    if (!file.endsWith('.py')) return await textHash(file)
    const folder = dirname(file)
    const names = (await readdir(folder)).filter((name) => name.endsWith('.py'))
    return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('\0')
  } catch {
    return ''
  }
}
