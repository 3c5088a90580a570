// neatwork efficacy: how often, how soon and how small a problem is solved over many seeds, on all cores.
import { availableParallelism } from 'node:os'
import type { Command } from 'commander'
import { Cancellation } from '../../base/abort.ts'
import { EvaluationAborted } from '../../evaluate/batch.ts'
import { figuresOf, figuresText } from '../efficacy/figures.ts'
import type { Solution } from '../efficacy/solve.ts'
import { solveOwnSeeds } from '../efficacy/solve-own.ts'
import { solveSeeds } from '../efficacy/solve-seeds.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { onInterrupt } from './interrupt.ts'
import { addSettingOptions, configOf, type NamedSettings, namedSettings } from './named-settings.ts'
import { whole } from './run-options.ts'
import { openTerminal, type Terminal } from './terminal.ts'

interface EfficacyOptions extends NamedSettings {
  readonly seeds: number
  readonly firstSeed: number
  readonly threads?: number
  readonly json?: boolean
}

export function addEfficacyCommand(program: Command, exit: (code: ExitCode) => void): void {
  const command = program
    .command('efficacy')
    .description('how often, how soon and how small a problem is solved over many seeds')
  addSettingOptions(command)
    .option('--seeds <n>', 'how many seeds', whole(1, 1_000_000), 20)
    .option('--first-seed <n>', 'the first of them', whole(0, 0xffff_ffff), 1)
    .option('--threads <n>', 'runs at a time (default: one per core)', whole(1, 1024))
    .option('--json', 'one JSON object a line: every run as it ends, then settings and figures')
    .action(async (options: EfficacyOptions) => exit(await efficacy(options)))
}

async function efficacy(options: EfficacyOptions): Promise<ExitCode> {
  const terminal = openTerminal(options.json === true)
  const named = await namedSettings(options)
  const { config, problem } = configOf(named)
  const threads = options.threads ?? availableParallelism()
  const seeds = { first: options.firstSeed, count: options.seeds }
  const startMs = performance.now()
  const tell = teller(terminal, seeds.count)
  const cancellation = new Cancellation()
  // Threads have nothing to finish: Ctrl-C ends them with the process.
  const stopListening = named.own === null ? () => {} : onInterrupt(() => cancellation.abort())
  const { signal } = cancellation
  const solving =
    named.own === null
      ? solveSeeds(named.settings, seeds, threads, tell.solution)
      : solveOwnSeeds(
          { problem, config, seeds, processes: threads, signal, log: terminal.log },
          tell.solution,
        )
  const solutions = await solving
    .catch((error: unknown) => {
      if (error instanceof EvaluationAborted) return null
      throw error
    })
    .finally(() => {
      tell.end()
      stopListening()
    })
  if (solutions === null) return EXIT.interrupted
  const figures = figuresOf(config, solutions)
  const seconds = (performance.now() - startMs) / 1000
  terminal.event({ type: 'efficacy', ...figures, seconds, config, runs: solutions })
  for (const line of figuresText(figures).trimEnd().split('\n')) terminal.line(line)
  terminal.line(`${seconds.toFixed(1)} s on ${threads} threads, population ${config.neat.populationSize}`)
  return EXIT.done
}

function teller(terminal: Terminal, count: number) {
  const progress = terminal.progress('seeds', count)
  let done = 0
  let solved = 0
  return {
    solution(solution: Solution) {
      const { seed, evaluations, bestFitness } = solution
      if (solution.solved) solved++
      else terminal.line(`seed ${seed}: not solved after ${evaluations} evaluations, best ${bestFitness}`)
      terminal.event({ type: 'run', ...solution })
      progress.step(++done, `${solved} solved`)
    },
    end: () => progress.end(),
  }
}
