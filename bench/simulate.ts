// `npm run simulate -- --workers 100000 --churn 10`: the scheduler of a master in simulated time, with more workers than any
// machine here could start: how busy they are, and what the master has to do for it.
import { argv, exit, stderr, stdout } from 'node:process'
import { getHeapStatistics } from 'node:v8'
import { Command, InvalidArgumentError } from 'commander'
import { NeverDone } from './cluster/simulated-cluster.ts'
import { compare } from './scale/compare.ts'
import { constants } from './scale/constants.ts'
import { simulate, tooMany } from './scale/simulate-scale.ts'

/** Reads a number within bounds; says what was wrong with anything else. */
const within =
  (low: number, high: number, isWhole = false) =>
  (text: string) => {
    const value = Number(text)
    const fits = text.trim() !== '' && value >= low && value <= high && (!isWhole || Number.isInteger(value))
    if (!fits)
      throw new InvalidArgumentError(
        `It has to be a ${isWhole ? 'whole ' : ''}number from ${low} to ${high}.`,
      )
    return value
  }

const command = new Command('simulate')
  .description('Runs the real scheduler with simulated workers, network and time.')
  .option('--workers <n>', 'workers that are there', within(1, 1_000_000, true), 10_000)
  .option('--slots <n>', 'evaluations that each makes at a time', within(1, 1024, true), 1)
  .option(
    '--population <n>',
    'genomes in a generation (default: 4 for every slot)',
    within(1, 10_000_000, true),
  )
  .option('--generations <n>', 'generations that are measured', within(1, 1000, true), 2)
  .option('--mean-ms <ms>', 'mean time of an evaluation', within(0.01, 3_600_000), 10_000)
  .option(
    '--sigma <n>',
    'spread of the log-normal times: standard deviation of their logarithm',
    within(0, 3),
    0.5,
  )
  .option(
    '--churn <percent>',
    'workers of a hundred that leave within an hour; others take their place',
    within(0, 100_000),
    10,
  )
  .option(
    '--silent <share>',
    'share of those that fall silent instead of closing their connection',
    within(0, 1),
    0.5,
  )
  .option('--absent-ms <ms>', 'time until another worker takes its place', within(0, 3_600_000), 30_000)
  // Beyond that health checks are answered too late, and everybody counts as lost.
  .option('--delay-ms <ms>', 'network, one way', within(0, 2000), 0.5)
  .option('--verify-percent <percent>', 'genomes of a hundred that two workers evaluate', within(0, 100), 2)
  .option(
    '--result-us <us>',
    "master's processor time for a message of results, sockets included",
    within(0, 1e6),
    90,
  )
  .option('--breed-us <us>', "master's processor time for breeding a genome", within(0, 1e6), 4.8)
  .option(
    '--mode <mode>',
    'generations, steady-state, or both',
    oneOf(['generations', 'steady-state', 'both']),
    'both',
  )
  .option('--seed <n>', 'of times and churn', within(0, 0xffff_ffff, true), 1)
  .option('--json', 'one JSON object instead of sentences', false)
  .option(
    '--compare',
    'measures a real cluster of up to 256 waiting slots, simulates it, and tells both',
    false,
  )
  .option('--constants', 'measures what an idle worker costs a real master', false)
  .showHelpAfterError('(--help lists the options)')

function oneOf(choices: readonly string[]) {
  return (text: string) => {
    if (!choices.includes(text)) throw new InvalidArgumentError(`It has to be one of: ${choices.join(', ')}.`)
    return text
  }
}

const options = command.parse(argv).opts()
if (options['compare'] === true) await compare()
else if (options['constants'] === true) await constants()
else {
  const { population, ...others } = options as never as Parameters<typeof simulate>[0]
  const scale = { ...others, population: population ?? 4 * others.slots * others.workers }
  const issue = tooMany(scale, getHeapStatistics().heap_size_limit)
  if (issue !== null) refuse(issue)
  try {
    simulate(scale, (text) => stdout.write(text))
  } catch (error) {
    if (!(error instanceof NeverDone)) throw error
    refuse(error.message)
  }
}

function refuse(sentence: string): never {
  stderr.write(`${sentence}\n`)
  exit(1)
}
