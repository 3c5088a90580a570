// neatwork genome: looks at a saved genome, or fine-tunes its weights.
import { type Command, InvalidArgumentError } from 'commander'
import { issuesText, parseWith } from '../../base/config-issue.ts'
import type { Genome } from '../../neat/genome.ts'
import { genomeToJson } from '../../neat/genome-codec.ts'
import { genomeHash } from '../../neat/population-hash.ts'
import type { DataSet } from '../../network/gradient.ts'
import type { Problem } from '../../problems/problem.ts'
import { scoreGenome, tuneGenome } from '../../run/tune-genome.ts'
import { tuningSchema } from '../../run/tuning-config.ts'
import { readCsvExamples } from './csv-examples.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { migrantBefore, readGenomeFile, writeGenomeFile } from './genome-file.ts'
import { genomeTable } from './genome-table.ts'
import { addGenomeUseCommands, fittingProblem } from './genome-use-command.ts'
import { whole } from './run-options.ts'
import { openTerminal } from './terminal.ts'

interface TuneOptions {
  readonly problem?: string
  readonly data?: string
  readonly inputs?: readonly string[]
  readonly outputs?: readonly string[]
  readonly epochs: number
  readonly learningRate?: number
  readonly beta1?: number
  readonly beta2?: number
  readonly epsilon?: number
  readonly limit?: number
  readonly seed: number
  readonly out: string
  readonly json?: boolean
}

export function addGenomeCommand(program: Command): void {
  const command = program
    .command('genome')
    .description('look at a saved genome, watch, score, export or fine-tune it')
  command
    .command('show')
    .description('print nodes and connections of a genome')
    .argument('<file>', 'genome file, or the champion.json of a run folder')
    .option('--json', 'one JSON object on standard output')
    .action(async (path: string, { json }: { json?: boolean }) => await show(path, json === true))
  command
    .command('import')
    .description(
      "write another library's genome as one of Neatwork's: neat-python's network JSON, NEATify's genome",
    )
    .argument('<file>', 'file of that library')
    .requiredOption('--out <file>', 'where the genome is saved')
    .option('--json', 'one JSON object on standard output')
    .action(async (path: string, options: ImportOptions) => await importGenome(path, options))
  command
    .command('tune')
    .description('move weights and biases of a feed-forward genome down the gradient (Adam)')
    .argument('<file>', 'genome file, or the champion.json of a run folder')
    .option('--problem <name>', 'learn from its examples, and score the genome by it')
    .option('--data <file>', 'learn from a CSV file with a line of column names instead')
    .option('--inputs <names>', 'its columns that go in, separated by commas', names)
    .option('--outputs <names>', 'its columns that should come out', names)
    .option('--epochs <n>', 'steps, each over all examples', whole(1, 10_000_000), 1000)
    .option('--learning-rate <x>', 'largest change of a weight per step, about (default: 0.05)', decimal)
    .option('--beta1 <x>', "Adam's decay of the mean of the gradient (default: 0.9)", decimal)
    .option('--beta2 <x>', "Adam's decay of the mean of its square (default: 0.999)", decimal)
    .option('--epsilon <x>', 'keeps Adam from dividing by zero (default: 1e-8)', decimal)
    .option('--limit <x>', 'weights and biases move no further than ± this (default: 30)', decimal)
    .option('--seed <n>', "seed of the problem's chance, where it has any", whole(0, 0xffff_ffff), 1)
    .requiredOption('--out <file>', 'where the tuned genome is saved')
    .option('--json', 'one JSON object on standard output')
    .action(async (path: string, options: TuneOptions) => await tune(path, options))
  addGenomeUseCommands(command)
}

interface ImportOptions {
  readonly out: string
  readonly json?: boolean
}

async function importGenome(path: string, { out, json }: ImportOptions): Promise<void> {
  const { genome, kind } = await readGenomeFile(path)
  await writeGenomeFile(out, genome, kind)
  const terminal = openTerminal(json === true)
  terminal.event({ type: 'imported', from: path, out, hash: genomeHash(genome) })
  terminal.line(
    `${out} is a ${kind} genome with ${genome.inputCount} inputs, ${genome.outputCount} outputs and ${genome.connections.weight.length} connections.`,
  )
}

async function show(path: string, json: boolean): Promise<void> {
  const { genome, kind } = await readGenomeFile(path)
  const terminal = openTerminal(json)
  const shown = genomeToJson(genome, kind)
  const migrant = await migrantBefore(path, genome)
  terminal.event({ type: 'genome', hash: genomeHash(genome), ...shown, ...(migrant && { migrant }) })
  for (const line of genomeTable(shown, migrant)) terminal.line(line)
}

async function tune(path: string, options: TuneOptions): Promise<void> {
  const { epochs, learningRate, beta1, beta2, epsilon, limit, seed, out } = options
  const settings = parseWith(tuningSchema, { learningRate, beta1, beta2, epsilon, limit })
  if (!settings.ok) refuse(`The settings are wrong: ${issuesText(settings.issues)}.`)
  const { genome, kind } = await readGenomeFile(path)
  if (kind !== 'feed-forward') refuse(`Only feed-forward genomes can be fine-tuned, and this one is ${kind}.`)
  const problem = options.problem === undefined ? null : await tunedProblem(options.problem, genome)
  const data = await examplesOf(options, problem, genome)
  const tuned = tuneGenome(genome, data, { ...settings.value, epochs })
  const scores = problem === null ? null : [genome, tuned.genome].map((one) => fitnessOf(one, problem, seed))
  await writeGenomeFile(out, tuned.genome, kind)
  const { lossBefore, loss } = tuned
  const [fitnessBefore = null, fitness = null] = scores ?? []
  const hash = genomeHash(tuned.genome)
  const terminal = openTerminal(options.json === true)
  terminal.event({
    ...{ type: 'tuned', examples: data.rows, epochs, lossBefore, loss },
    ...{ problem: problem?.name ?? null, fitnessBefore, fitness, hash, out },
  })
  terminal.line(
    `Loss on ${data.rows} examples: ${lossBefore.toPrecision(6)} before, ${loss.toPrecision(6)} after.`,
  )
  if (problem !== null) {
    terminal.line(
      `Fitness in ${problem.name}: ${fitnessBefore?.toFixed(4)} before, ${fitness?.toFixed(4)} after.`,
    )
  }
  terminal.line(`The tuned genome is in ${out} (${hash}).`)
}

/** One whose functions can be called here. */
async function tunedProblem(name: string, genome: Genome): Promise<Problem> {
  const problem = await fittingProblem(name, genome)
  return problem.own === undefined
    ? problem
    : refuse('A problem of your own has no examples to learn from: give --data without --problem.')
}

/** From the data file where one is named, else the problem's own. */
async function examplesOf(options: TuneOptions, problem: Problem | null, genome: Genome): Promise<DataSet> {
  const { data, inputs, outputs } = options
  if (data === undefined) {
    if (problem === null) return refuse('There is nothing to learn from: give --problem or --data.')
    if (problem.examples !== undefined) return problem.examples
    return refuse(`The problem "${problem.name}" has no examples to learn from: give --data.`)
  }
  if (inputs === undefined || outputs === undefined) {
    return refuse(
      'Which columns of the data file go in, and which should come out? Give --inputs and --outputs.',
    )
  }
  if (inputs.length !== genome.inputCount || outputs.length !== genome.outputCount) {
    return refuse(
      `The genome has ${genome.inputCount} in and ${genome.outputCount} out, but --inputs names ${inputs.length} and --outputs ${outputs.length}.`,
    )
  }
  return await readCsvExamples(data, { inputs, outputs })
}

function fitnessOf(genome: Genome, problem: Problem, seed: number): number {
  const score = scoreGenome(genome, problem, seed)
  return score.ok ? score.fitness : refuse(`The genome has no fitness in "${problem.name}": ${score.reason}.`)
}

function names(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim())
}

function decimal(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value)) return value
  throw new InvalidArgumentError('Expected a number.')
}

function refuse(message: string): never {
  throw new CliError(EXIT.usage, message)
}
