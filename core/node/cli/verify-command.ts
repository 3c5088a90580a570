// neatwork verify FOLDER: repeats a saved run, or a stretch of it, and compares every population with the record.
import type { Command } from 'commander'
import { EvaluationAborted } from '../../evaluate/batch.ts'
import { populationHash } from '../../neat/population-hash.ts'
import type { GenerationSnapshot } from '../../run/snapshot.ts'
import { appVersion } from '../package-info.ts'
import { readCheckpoint } from '../run-folder/checkpoint.ts'
import { FILES } from '../run-folder/files.ts'
import { keptFile, keptGenerations } from '../run-folder/kept-checkpoints.ts'
import { repeatRun } from '../run-folder/repeat-run.ts'
import type { LookedAt } from '../run-folder/run-folder.ts'
import { changedSince } from '../run-folder/seal.ts'
import { CliError, EXIT, type ExitCode } from './exit-codes.ts'
import { folderWork, whole } from './run-options.ts'
import { lookAt, repeating } from './saved-run.ts'
import { openTerminal, type Terminal } from './terminal.ts'
import { addTrustOptions, problemOfRun, type TrustOptions } from './trusted-problem.ts'

interface VerifyOptions extends TrustOptions {
  readonly from?: number
  readonly to?: number
  readonly localSlots?: number
  readonly json?: boolean
}

export function addVerifyCommand(program: Command, exit: (code: ExitCode) => void): void {
  const command = program
    .command('verify')
    .description('repeat a saved run, or a stretch of it, and compare it with its record')
    .argument('<folder>', 'the folder that was given to --run')
    .option('--from <generation>', 'first generation to compare (default: 0)', whole(0, 1_000_000_000))
    .option('--to <generation>', 'last one (default: the newest)', whole(0, 1_000_000_000))
    .option('--local-slots <n>', "how many of this machine's cores evaluate", whole(1, 1024))
    .option('--json', 'one JSON object a line on standard output, logs on standard error')
  addTrustOptions(command).action(async (path: string, options: VerifyOptions) =>
    exit(await verify(path, options)),
  )
}

async function verify(path: string, options: VerifyOptions): Promise<ExitCode> {
  const terminal = openTerminal(options.json === true)
  const run = await lookAt(path)
  const newest = run.history.length - 1
  const own = (run.record.forkedFrom?.generation ?? -1) + 1
  const { from = own, to = newest } = options
  if (newest < 0 || from < own || from > to || to > newest) {
    const has = newest < own ? 'no whole generation of its own' : `the generations ${own} to ${newest}`
    throw new CliError(
      EXIT.usage,
      `The run in ${path} has ${has}: there is nothing to compare from ${from} to ${to}.`,
    )
  }
  await folderWork(checkCheckpoints(run))
  const changed = (await folderWork(changedSince(path))) ?? []
  const problem = await problemOfRun(run, options, terminal)
  const progress = terminal.progress('verified', to - from + 1)
  const same = await repeating(
    { run, problem, slots: options.localSlots, log: terminal.log },
    async (repetition) => {
      try {
        for await (const { snapshot } of repeatRun(repetition, from, to)) {
          progress.step(Math.max(0, snapshot.generation - from + 1))
          if (!(await isSame(run, snapshot, terminal))) return false
        }
        return true
      } catch (error) {
        if (error instanceof EvaluationAborted) return null
        throw error
      }
    },
  )
  progress.end()
  if (same === null) {
    terminal.log('warn', 'The comparison was stopped before it was done.')
    return EXIT.interrupted
  }
  if (changed.length > 0) {
    terminal.event({ type: 'changed', files: changed })
    terminal.log('warn', `Changed since the run ended: ${changed.join(', ')} in ${path}.`)
  }
  if (!same) return EXIT.different
  terminal.event({ type: 'verified', from, to, same: true })
  terminal.line(`The generations ${from} to ${to} are the same, bit for bit.`)
  return changed.length > 0 ? EXIT.usage : EXIT.done
}

/** Compares one generation with its record, and says so where they differ. */
async function isSame(
  { path, history, record }: LookedAt,
  snapshot: GenerationSnapshot,
  terminal: Terminal,
): Promise<boolean> {
  const { generation, populationHash: repeated } = snapshot
  const line = await history.at(generation)
  const recorded = line?.populationHash
  // Another version may tell other things of the same population.
  const untold =
    record.appVersion === appVersion() && line !== undefined ? differingField(line, snapshot) : null
  if (recorded === repeated && untold === null) return true
  if (recorded === repeated) {
    terminal.event({ type: 'different', generation, field: untold })
    terminal.log(
      'warn',
      `Generation ${generation} has the same population, but ${FILES.history} in ${path} tells another "${untold}" of it.`,
    )
    return false
  }
  terminal.event({ type: 'different', generation, recorded, repeated })
  terminal.log(
    'warn',
    `Generation ${generation} is different: ${FILES.history} in ${path} says ${recorded}, and repeated it is ${repeated}.`,
  )
  return false
}

/** A field of the recorded line that the repeated one tells otherwise; null where there is none. */
function differingField(recorded: GenerationSnapshot, repeated: GenerationSnapshot): string | null {
  const told: Readonly<Record<string, unknown>> = { ...repeated }
  const fields = Object.entries(recorded)
  return fields.find(([name, value]) => !isTold(value, told[name]))?.[0] ?? null
}

/** Whether `told` says what was recorded, and maybe more, as a younger Neatwork does. */
function isTold(recorded: unknown, told: unknown): boolean {
  if (typeof recorded !== 'object' || recorded === null) return Object.is(recorded, told)
  if (typeof told !== 'object' || told === null) return false
  const parts: Readonly<Record<string, unknown>> = { ...told }
  const isShorter = Array.isArray(recorded) && Array.isArray(told) && recorded.length !== told.length
  return !isShorter && Object.entries(recorded).every(([name, value]) => isTold(value, parts[name]))
}

/** Every checkpoint must be whole, and be the generation that the history tells. */
async function checkCheckpoints({ path, record, history }: LookedAt): Promise<void> {
  const kept = (await keptGenerations(path)).map(keptFile)
  for (const file of [FILES.checkpoint, ...kept]) {
    const saved = await readCheckpoint(path, record.config, file)
    if (saved === null) continue
    const { population, fitness } = saved
    const recorded = (await history.at(population.generation))?.populationHash
    const found = populationHash(population.genomes, fitness)
    if (found === recorded) continue
    throw new CliError(
      EXIT.different,
      `${file} in ${path} is not generation ${population.generation} of ${FILES.history}: its population is ${found}, and the history says ${recorded ?? 'nothing'}.`,
    )
  }
}
