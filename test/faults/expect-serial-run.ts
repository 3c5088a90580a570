// The law, for whatever was done to a cluster: every generation has the population of the run on one machine.
import { expect } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { evolve } from '../../core/run/evolve.ts'
import type { ClusterUnderFaults } from './cluster-under-faults.ts'
import { faultConfig } from './fault-config.ts'
import { faultProblem } from './fault-problem.ts'

export async function expectSerialRun({ generations }: ClusterUnderFaults, seed: number): Promise<void> {
  const problem = faultProblem('serial')
  const config = faultConfig(seed)
  const { signal } = new Cancellation()
  const run = evolve({ config, problem, evaluator: new SerialEvaluator(problem), resumeFrom: null, signal })
  const told = new Map(generations.map((one) => [one.generation, one]))
  const last = Math.max(...told.keys())
  for (let generation = 0; generation <= last; generation++) {
    const { value } = await run.next()
    const { populationHash, failures } = value.snapshot
    // A master that was killed may have saved a generation without telling of it.
    const one = told.get(generation)
    if (one !== undefined) {
      expect(one).toMatchObject({ populationHash, failures, evaluations: value.evaluations })
    }
  }
  expect(told.size).toBeGreaterThanOrEqual(last - 20)
}
