// neatwork genome export, evaluate and play: a saved genome leaves the app, is scored, or is watched at work.
import { type Command, Option } from 'commander'
import type { Watched } from '../../api/watch.ts'
import { Cancellation } from '../../base/abort.ts'
import { issuesText } from '../../base/config-issue.ts'
import { genomeId } from '../../base/ids.ts'
import { exportGenome, FORMATS, type Format } from '../../export/formats.ts'
import type { Genome } from '../../neat/genome.ts'
import { toNetworkSpec } from '../../neat/network-of.ts'
import { compileNetwork } from '../../network/compile.ts'
import type { NetworkSpec } from '../../network/network-spec.ts'
import { type OptionValues, parseOptions } from '../../problems/options.ts'
import type { Problem } from '../../problems/problem.ts'
import { DEFAULT_CLUSTER } from '../cluster-settings.ts'
import { watchProblem } from '../own/watch-problem.ts'
import { defaultSlots } from '../slots.ts'
import { pngOf } from '../svg-picture.ts'
import { ThreadEvaluator } from '../threads/thread-evaluator.ts'
import { writeWholeFile } from '../whole-file.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { readGenomeFile } from './genome-file.ts'
import { ownProblem, ownWork } from './own-problem.ts'
import { addProblemOption, problemOf, whole } from './run-options.ts'
import { addTableOptions, givenTable, type TableOptions } from './table-file.ts'
import { openTerminal, type Terminal } from './terminal.ts'
import { addTrackOption, givenTrack, type TrackOptions } from './track-file.ts'

interface Export {
  readonly format: Format | 'png'
  readonly out?: string
}

interface UseOptions extends TableOptions, TrackOptions {
  readonly problem?: string
  readonly option?: OptionValues
  readonly json?: boolean
}

const FILE = 'genome file, or the champion.json of a run folder'
const PROBLEM = 'the problem for which it evolved, or the file of one of your own'

export function addGenomeUseCommands(command: Command): void {
  command
    .command('export')
    .description('write a genome in another format')
    .argument('<file>', FILE)
    .addOption(
      new Option('--format <format>', 'picture (svg, png, dot), model (onnx) or source (ts, py)')
        .choices([...FORMATS, 'png'])
        .makeOptionMandatory(),
    )
    .option('--problem <name>', 'takes the names of inputs and outputs from this problem')
    .option('--out <file>', 'where it is written (default: standard output; onnx and png need a file)')
    .action(async (path: string, options: UseOptions & Export) => await exportTo(path, options))
  addProblemOptions(
    command.command('evaluate').description('score a genome under several seeds').argument('<file>', FILE),
  )
    .option('--seeds <n>', 'how many evaluations, each with chance of its own', whole(1, 1_000_000), 10)
    .action(async (path: string, options: UseOptions & { seeds: number }) => await evaluate(path, options))
  addProblemOptions(
    command.command('play').description('watch a genome at work, frame by frame').argument('<file>', FILE),
  )
    .option('--seed <n>', 'seed of the episode’s chance', whole(0, 0xffff_ffff), 1)
    .action(async (path: string, options: UseOptions & { seed: number }) => await play(path, options))
}

function addProblemOptions(command: Command): Command {
  return addTrackOption(addTableOptions(command))
    .requiredOption('--problem <name>', PROBLEM)
    .option('--option <name=value>', 'an option of the problem; may be given several times', addProblemOption)
    .option('--json', 'one JSON object a line on standard output')
}

async function exportTo(path: string, { format, problem: name, out }: UseOptions & Export): Promise<void> {
  const saved = await readGenomeFile(path)
  const problem = name === undefined ? null : await fittingProblem(name, saved.genome)
  const made =
    format === 'png'
      ? await pngOf(String(exportGenome(saved, 'svg', problem)))
      : exportGenome(saved, format, problem)
  if (out !== undefined) {
    await writeWholeFile(out, made).catch((error) => {
      throw new CliError(
        EXIT.usage,
        `${out} can't be written; check the path and the rights of this account.`,
        {
          cause: error,
        },
      )
    })
    return
  }
  if (typeof made !== 'string') {
    throw new CliError(EXIT.usage, `What is written as ${format} is no text: name a file for it with --out.`)
  }
  process.stdout.write(made)
}

/** What is asked of a genome, checked. */
async function asked(path: string, { problem: name = '', option = {}, ...given }: UseOptions) {
  const { genome, kind } = await readGenomeFile(path)
  const problem = await fittingProblem(name, genome, given)
  const wanted = { ...(await givenTrack(given, name)), ...option }
  const { values: options, issues } = parseOptions(problem, wanted, 'option')
  if (issues.length > 0) throw new CliError(EXIT.usage, `The options are wrong: ${issuesText(issues)}.`)
  return { problem, options, network: toNetworkSpec(genome, kind) }
}

/** The problem, with the table that is given, where the genome has its inputs and outputs; throws {@link CliError}. */
export async function fittingProblem(
  name: string,
  { inputCount, outputCount }: Genome,
  given: TableOptions = {},
): Promise<Problem> {
  const own = await ownProblem(name)
  const data = await givenTable(given, name)
  const problem = problemOf({ problem: own?.name ?? name, data }, own)
  const { inputs, outputs } = problem
  if (inputs.length === inputCount && outputs.length === outputCount) return problem
  throw new CliError(
    EXIT.usage,
    `The problem "${name}" wants ${inputs.length} in and ${outputs.length} out, but the genome has ${inputCount} and ${outputCount}. Name the problem for which it evolved.`,
  )
}

async function evaluate(path: string, options: UseOptions & { seeds: number }): Promise<void> {
  const terminal = openTerminal(options.json === true)
  const { problem, options: values, network } = await asked(path, options)
  const evaluator = new ThreadEvaluator({
    ...DEFAULT_CLUSTER,
    problem,
    slots: defaultSlots(),
    log: terminal.log,
  })
  try {
    const items = Array.from({ length: options.seeds }, (_, at) => ({
      genomeId: genomeId(at),
      seed: at + 1,
      network,
    }))
    const batch = { generation: 0, items, behaviourAxes: problem.behaviour?.length ?? 0, options: values }
    const results = await evaluator.evaluate(batch, new Cancellation().signal)
    const scores = results.map((result) => {
      if (result.kind === 'scored') return result.fitness
      throw new CliError(EXIT.failed, `The genome has no fitness in "${problem.name}": ${result.reason}.`)
    })
    const mean = scores.reduce((sum, score) => sum + score / scores.length, 0)
    const [least, most] = [Math.min(...scores), Math.max(...scores)]
    terminal.event({ type: 'evaluated', problem: problem.name, mean, least, most, fitness: scores })
    terminal.line(
      `Fitness in ${problem.name} over ${scores.length} seeds: mean ${mean.toFixed(4)}, from ${least.toFixed(4)} to ${most.toFixed(4)}.`,
    )
    if (problem.table !== undefined) tellTest(problem, network, terminal)
  } finally {
    await evaluator.close()
  }
}

/** On the rows that are kept back. */
function tellTest(problem: Problem, spec: NetworkSpec, terminal: Terminal): void {
  const metrics = Object.entries(problem.tryChampion?.(compileNetwork(spec)).metrics ?? {})
  terminal.event({ type: 'tested', ...Object.fromEntries(metrics) })
  for (const [name, value] of metrics) terminal.line(`${name}: ${value.toFixed(4)}`)
}

async function play(path: string, options: UseOptions & { seed: number }): Promise<void> {
  const terminal = openTerminal(options.json === true)
  const { problem, options: values, network } = await asked(path, options)
  const watched = await ownWork(watchProblem(problem, { network, seed: options.seed, options: values }))
  if (watched.kind === 'nothing') {
    throw new CliError(
      EXIT.usage,
      `The problem "${problem.name}" has nothing to show: it neither plays nor has examples.`,
    )
  }
  tell(watched, terminal)
}

function tell(watched: Exclude<Watched, { kind: 'nothing' }>, terminal: Terminal): void {
  if (watched.kind === 'table') {
    for (const row of watched.rows) {
      terminal.event({ type: 'example', ...row })
      const list = (values: readonly number[]) => values.map((value) => value.toFixed(3)).join('  ')
      terminal.line(`${list(row.inputs)}  →  ${list(row.outputs)}  (${list(row.wanted)})`)
    }
    return
  }
  const { frames, scenery, stage, frameMs, isCut } = watched
  terminal.event({ type: 'stage', stage, frameMs, scenery, frames: frames.length, isCut })
  for (const frame of frames) {
    terminal.event({ type: 'frame', ...frame })
    const figures = Object.entries(frame.figures ?? {})
    terminal.line(
      figures
        .map(([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toFixed(4)) : value}`)
        .join('  '),
    )
  }
  if (isCut) terminal.line('The episode goes on; this is as much as is shown.')
}
