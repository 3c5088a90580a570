// `npm run ablations`: what each part of NEAT is worth on double pole balancing with velocities, as in Stanley &
// Miikkulainen 2002, §5: the same task without mating, without species, without growth.
// Arguments: number of seeds (50), the first of them (1).
import { availableParallelism } from 'node:os'
import { argv, stdout } from 'node:process'
import { issuesText } from '../core/base/config-issue.ts'
import { type Figures, figuresOf } from '../core/node/efficacy/figures.ts'
import { solveSeeds } from '../core/node/efficacy/solve-seeds.ts'
import type { RunConfigInput } from '../core/run/run-config.ts'
import { parseRunConfig } from '../core/run/run-config.ts'

interface Ablation {
  readonly name: string
  /** Evaluations in the paper, and the share of its runs that failed; null where it has none. */
  readonly paper: string
  readonly neat: NonNullable<RunConfigInput['neat']>
}

/** One species for ever: nothing is far enough. */
const ONE_SPECIES = { threshold: 1e6, adaptive: false } as const

const ABLATIONS: readonly Ablation[] = [
  { name: 'full NEAT', paper: '3,600', neat: {} },
  { name: 'no mating', paper: '5,557', neat: { crossover: { rate: 0 } } },
  { name: 'no speciation', paper: '25,600, 25 % failed', neat: { speciation: ONE_SPECIES } },
  {
    name: 'no growth',
    paper: '30,239, 80 % failed',
    neat: { structure: { addNodeRate: 0, addConnectionRate: 0 } },
  },
]

const [count = 50, first = 1] = argv.slice(2).map(Number)

async function measure({ neat }: Ablation): Promise<Figures> {
  const settings: RunConfigInput = { problem: 'double-pole', neat }
  const parsed = parseRunConfig(settings)
  if (!parsed.ok) throw new RangeError(issuesText(parsed.issues))
  const solutions = await solveSeeds(settings, { first, count }, availableParallelism(), () => {})
  return figuresOf(parsed.value, solutions)
}

const number = (value: number): string => Math.round(value).toLocaleString('en')
const percent = (share: number): string => `${Math.round(100 * share)} %`

stdout.write(`Double pole with velocities, seeds ${first} to ${first + count - 1}\n`)
stdout.write(
  '| setting | solved | evaluations of the solved, mean (95 % interval) | worst | paper, 2002 |\n|---|---|---|---|---|\n',
)
for (const ablation of ABLATIONS) {
  const { solved, seeds, solvedShareInterval, evaluations } = await measure(ablation)
  const share = `${solved}/${seeds} (${solvedShareInterval.map(percent).join(' to ')})`
  const effort =
    evaluations === null
      ? '– | –'
      : `${number(evaluations.mean)} (${evaluations.interval.map(number).join('–')}) | ${number(evaluations.worst)}`
  stdout.write(`| ${ablation.name} | ${share} | ${effort} | ${ablation.paper} |\n`)
}
