// neatwork run --watch: begins the run anew whenever the problem's file, what it imports beside it, or its data are saved.
import { basename, resolve } from 'node:path'
import { isOwnFile } from '../own/describe-own.ts'
import { SourceWatch } from '../own/source-watch.ts'
import { isPythonFile } from '../python/describe-python.ts'
import { CliError, EXIT, type ExitCode } from './exit-codes.ts'
import { onInterrupt } from './interrupt.ts'
import { namedProblem } from './own-problem.ts'
import type { RunOptions } from './run-options.ts'
import type { Terminal } from './terminal.ts'

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
  /**
   * One run from its beginning; it stops early when `saved` settles, and tells `reads` the names of the problem's data files once
   * it knows them. Rejects with {@link CliError} for a broken file.
   */
  once(saved: Promise<void>, reads: (data: readonly string[]) => void): Promise<ExitCode>
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
  let data: readonly string[] = []
  for (;;) {
    const watch = new SourceWatch(file, data)
    const reads = (names: readonly string[]) => {
      data = names
      watch.reads(names)
    }
    const code = await once(Promise.race([watch.changed.then(() => {}), over]), reads).catch((error) => {
      if (!(error instanceof CliError)) throw error
      terminal.log('error', error.message)
      return error.exitCode
    })
    if (!isOver) terminal.line(`${basename(file)} is watched: save it to begin anew, or press Ctrl-C.`)
    const saved = await Promise.race([watch.changed, over])
    watch.close()
    if (isOver || saved === undefined) return code
    terminal.event({ type: 'saved', file: saved })
    terminal.line(`${basename(saved)} was saved: the run begins anew.`)
  }
}
