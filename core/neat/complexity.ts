// Phased search (Green 2004, "Phased searching with NEAT: alternating between complexification and simplification"; the
// ceilings are SharpNEAT's absolute and relative complexity regulation strategies). Complexity is the mean number of
// connection genes. It decides the phase; what a phase means for breeding, `settingsInPhase` says.
import type { NeatConfig } from './config.ts'
import type { Genome } from './genome.ts'

type Settings = NeatConfig['complexity']

export interface Complexity {
  readonly simplifying: boolean
  /** Generation of the last change of phase. */
  readonly since: number
  /** Mean connections above which simplification begins. */
  readonly ceiling: number
  /** Mean connections of the last generations, this one's last: one more than the window. */
  readonly means: readonly number[]
}

/** The phase after a generation with `genomes`; null where complexity is not regulated. */
export function regulateComplexity(
  before: Complexity | null,
  genomes: readonly Genome[],
  generation: number,
  settings: Settings,
): Complexity | null {
  if (settings.regulation === 'off') return null
  const mean = meanConnections(genomes)
  const means = [...(before?.means ?? []), mean].slice(-settings.window - 1)
  const ceilingFrom = settings.regulation === 'relative' ? mean : 0
  if (before === null) {
    return { simplifying: false, since: generation, ceiling: ceilingFrom + settings.ceiling, means }
  }
  if (!before.simplifying && mean > before.ceiling) {
    return { ...before, simplifying: true, since: generation, means }
  }
  if (before.simplifying && hasSettled(before, means, generation, settings)) {
    return { simplifying: false, since: generation, ceiling: ceilingFrom + settings.ceiling, means }
  }
  return { ...before, means }
}

/** Whether genomes have shrunk long enough and shrink no more. */
function hasSettled(
  { since, ceiling }: Complexity,
  means: readonly number[],
  generation: number,
  { regulation, minSimplification }: Settings,
): boolean {
  if (generation - since <= minSimplification) return false
  // An absolute ceiling has to be reached; a relative one moves to where the shrinking ends.
  if (regulation === 'absolute' && (means.at(-1) ?? 0) >= ceiling) return false
  return average(means.slice(1)) >= average(means.slice(0, -1))
}

/** The settings with which the next generation is bred: a simplifying one neither grows nor mates. */
export function settingsInPhase(config: NeatConfig, complexity: Complexity | null): NeatConfig {
  if (complexity?.simplifying !== true) return config
  const { deleteConnectionRate, deleteNodeRate } = config.complexity
  return {
    ...config,
    crossover: { ...config.crossover, rate: 0 },
    structure: {
      ...config.structure,
      addConnectionRate: 0,
      addNodeRate: 0,
      deleteConnectionRate,
      deleteNodeRate,
    },
  }
}

function meanConnections(genomes: readonly Genome[]): number {
  const total = genomes.reduce((sum, { connections }) => sum + connections.innovation.length, 0)
  return total / genomes.length
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
