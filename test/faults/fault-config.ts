// The run of the fault tests. Networks don't grow, so that memory which does is a leak.
import { parseRunConfig, type RunConfig } from '../../core/run/run-config.ts'

export function faultConfig(seed: number): RunConfig {
  const config = parseRunConfig({
    problem: 'faults',
    seed,
    generations: 1_000_000,
    neat: { populationSize: 40, structure: { addNodeRate: 0, addConnectionRate: 0 } },
  })
  if (!config.ok) throw new Error('the config of the test is wrong')
  return config.value
}
