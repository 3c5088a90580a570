// neatwork drive: a master that another program drives, by lines of JSON on standard input and output. Its workers bring
// the fitness function along. docs/python.md lists the lines.
import { createInterface } from 'node:readline'
import { type Command, InvalidArgumentError } from 'commander'
import * as z from 'zod'
import { genomeToJson } from '../../neat/genome-codec.ts'
import { openProblem } from '../../problems/open-problem.ts'
import type { GenerationOutcome } from '../../run/evolve.ts'
import { addWebOptions, type WebOptions } from './browser-host.ts'
import { addClusterOptions } from './cluster-options.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { followRun } from './follow-run.ts'
import { addRunOptions, type MasterOptions, newRunSettings, whole } from './run-options.ts'
import { openTerminal, type Terminal } from './terminal.ts'

interface DriveOptions extends MasterOptions, WebOptions {
  readonly inputs: number
  readonly outputs: number
  readonly worstFitness: number
  readonly deterministic: boolean
}

const commandSchema = z.strictObject({ command: z.enum(['step', 'genomes', 'champion', 'stop']) })
type Wanted = z.output<typeof commandSchema>['command']

/** A run of this many generations ends when its program says so. */
const ENDLESS = 1_000_000_000

export function addDriveCommand(program: Command, appVersion: string, exit: (code: ExitCode) => void): void {
  const command = program
    .command('drive')
    .description(
      'a master for another program, by lines of JSON; its workers bring the fitness function along',
    )
    .requiredOption('--inputs <n>', 'inputs of the networks', whole(1, 10_000))
    .requiredOption('--outputs <n>', 'outputs of the networks', whole(1, 10_000))
    .option('--worst-fitness <x>', 'fitness of genomes whose evaluation fails (default: 0)', finite, 0)
    .option('--no-deterministic', "don't hold it against workers when results differ")
  addWebOptions(addClusterOptions(addRunOptions(command)), 'off').action(async (options: DriveOptions) =>
    exit(await drive(options, appVersion)),
  )
}

function finite(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value)) return value
  throw new InvalidArgumentError('Expected a number.')
}

async function drive(options: DriveOptions, appVersion: string): Promise<ExitCode> {
  const terminal = openTerminal(true)
  let last: GenerationOutcome | null = null
  const problem = openProblem(options)
  const settings = await newRunSettings('master', { generations: ENDLESS, ...options }, appVersion, problem)
  const { kind } = settings.config.neat.network
  const code = await followRun({
    settings: {
      ...settings,
      localSlots: 0,
      startPaused: true,
      onGeneration: (outcome) => {
        last = outcome
      },
    },
    appVersion,
    page: options,
    json: true,
    onStarted: (host) => {
      const lines = createInterface({ input: process.stdin })
      lines.on('line', (line) => {
        const wanted = commandIn(line, terminal)
        if (wanted === 'step') void host.call('stepRun', null).catch((error) => refused(terminal, error))
        if (wanted === 'genomes') terminal.event(genomesOf(last, kind))
        if (wanted === 'champion') terminal.event(championOf(last, kind))
        if (wanted === 'stop') lines.close()
      })
      // The end of the input is the end of the program that drives.
      lines.once('close', () => {
        process.stdin.destroy()
        void host.call('stopRun', null).catch(() => {})
      })
    },
  })
  return code === EXIT.interrupted ? EXIT.done : code
}

function commandIn(line: string, terminal: Terminal): Wanted | null {
  try {
    return commandSchema.parse(JSON.parse(line)).command
  } catch {
    const message = `"${line.slice(0, 100)}" is no command; there are {"command": "step"}, "genomes", "champion" and "stop".`
    terminal.event({ type: 'error', message })
    return null
  }
}

function refused(terminal: Terminal, error: unknown): void {
  terminal.event({ type: 'error', message: error instanceof Error ? error.message : String(error) })
}

type Kind = Parameters<typeof genomeToJson>[1]

/** The generation evaluated last, in genome order. */
function genomesOf(last: GenerationOutcome | null, kind: Kind): Readonly<Record<string, unknown>> {
  const genomes = (last?.population.genomes ?? []).map((genome, at) => ({
    fitness: last?.fitness[at],
    genome: genomeToJson(genome, kind),
  }))
  return { type: 'genomes', generation: last?.population.generation ?? null, genomes }
}

/** The best genome ever found. */
function championOf(last: GenerationOutcome | null, kind: Kind): Readonly<Record<string, unknown>> {
  if (last === null) return { type: 'champion', genome: null }
  const { genome, fitness, generation } = last.best
  return { type: 'champion', generation, fitness, genome: genomeToJson(genome, kind) }
}
