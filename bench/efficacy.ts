// `npm run efficacy -- --problem xor --seeds 100`: how often, how soon and how small a problem is solved over many
// seeds on all cores. `--set neat.populationSize=300` changes any setting, `--config FILE` brings a whole file of them.
import { availableParallelism } from 'node:os'
import { argv, exit, stderr, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { issuesText } from '../core/base/config-issue.ts'
import { fitIssues } from '../core/run/config-fit.ts'
import { parseRunConfig } from '../core/run/run-config.ts'
import { runProblem } from '../core/run/run-problem.ts'
import { figuresOf, figuresText } from './efficacy/figures.ts'
import { settingsFrom } from './efficacy/settings.ts'
import { solveSeeds } from './efficacy/solve-seeds.ts'

const USAGE = `npm run efficacy -- [options]
  --problem NAME      xor unless told
  --seeds N           how many seeds, 20 unless told
  --first-seed N      the first of them, 1 unless told
  --population N      the same as --set neat.populationSize=N
  --generations N     after which a run has failed
  --config FILE       settings as JSON
  --set PATH=VALUE    one setting, as often as wanted
  --threads N         one per core unless told
  --json              one JSON object: settings, figures and every run
`

function fail(message: string): never {
  stderr.write(`${message}\n${USAGE}`)
  exit(2)
}

function wholeNumber(text: string | undefined, name: string, otherwise: number): number {
  if (text === undefined) return otherwise
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1)
    fail(`--${name} must be a whole number above 0, but it was "${text}"`)
  return value
}

const { values } = parseArgs({
  args: argv.slice(2),
  options: {
    problem: { type: 'string' },
    seeds: { type: 'string' },
    'first-seed': { type: 'string' },
    population: { type: 'string' },
    generations: { type: 'string' },
    config: { type: 'string' },
    set: { type: 'string', multiple: true },
    threads: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  stdout.write(USAGE)
  exit(0)
}
const settings = readSettings()
const parsed = parseRunConfig(settings)
if (!parsed.ok) fail(issuesText(parsed.issues))
const found = runProblem(parsed.value)
if (!found.ok) fail(found.message)
const misfits = fitIssues(parsed.value, found.problem)
if (misfits.length > 0) fail(issuesText(misfits))

const seeds = {
  first: wholeNumber(values['first-seed'], 'first-seed', 1),
  count: wholeNumber(values.seeds, 'seeds', 20),
}
const threads = wholeNumber(values.threads, 'threads', availableParallelism())
const startMs = performance.now()
const solutions = await solveSeeds(settings, seeds, threads, (solution) => {
  if (!values.json && !solution.solved) {
    stdout.write(
      `seed ${solution.seed}: not solved after ${solution.evaluations} evaluations, best ${solution.bestFitness}\n`,
    )
  }
})
const seconds = (performance.now() - startMs) / 1000
const figures = figuresOf(parsed.value, solutions)
if (values.json)
  stdout.write(`${JSON.stringify({ ...figures, seconds, config: parsed.value, runs: solutions })}\n`)
else {
  stdout.write(figuresText(figures))
  stdout.write(
    `${seconds.toFixed(1)} s on ${threads} threads, population ${parsed.value.neat.populationSize}\n`,
  )
}

function readSettings(): Record<string, unknown> {
  try {
    return settingsFrom(values)
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}
