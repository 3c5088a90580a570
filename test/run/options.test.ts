import { expect, test } from 'vitest'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { xor } from '../../core/problems/xor.ts'
import { fitIssues } from '../../core/run/config-fit.ts'
import type { GenerationOutcome } from '../../core/run/evolve.ts'
import { RunController } from '../../core/run/run-controller.ts'
import { evolutionOf, generationsOf, hashesOf, resumable, runConfigOf } from './support.ts'

const shifted: Problem = {
  ...xor,
  solvedAt: 1000,
  options: {
    shift: { kind: 'number', default: 0, low: -9, high: 9, description: 'Added to every fitness.' },
  },
  evaluate: (network, context) => {
    const result = xor.evaluate(network, context)
    const { shift } = context.options
    return (typeof result === 'number' ? result : result.fitness) + (typeof shift === 'number' ? shift : 99)
  },
}

const evolution = (options: Record<string, number>) =>
  evolutionOf(runConfigOf({ neat: { populationSize: 20 }, options }), {
    problem: shifted,
    evaluator: new SerialEvaluator(shifted),
  })

test('options of the config reach every evaluation, and every snapshot tells them', async () => {
  const plain = await generationsOf(evolution({}), 3)
  const moved = await generationsOf(evolution({ shift: 2 }), 3)
  expect(plain.map(({ snapshot }) => snapshot.options)).toEqual(Array(3).fill({ shift: 0 }))
  expect(moved.map(({ snapshot }) => snapshot.options)).toEqual(Array(3).fill({ shift: 2 }))
  expect((moved[0]?.snapshot.best ?? 0) - (plain[0]?.snapshot.best ?? 0)).toBeCloseTo(2, 12)
})

test('a problem without options has none in its snapshots', async () => {
  const [first] = await generationsOf(evolutionOf(runConfigOf({ neat: { populationSize: 20 } })), 1)
  expect(first?.snapshot).not.toHaveProperty('options')
})

test('an option that the problem does not have, or cannot be so, is an issue of the settings', () => {
  const issues = fitIssues(runConfigOf({ options: { shifft: 1, shift: 10 } }), shifted)
  expect(issues).toEqual([
    { path: 'options.shifft', message: 'the problem has no option "shifft"; the nearest is shift' },
    { path: 'options.shift', message: 'must be a number from -9 to 9, but it is 10' },
  ])
})

/** Six generations; after generation 2 the shift becomes 3. */
async function changedInMidRun(from: GenerationOutcome | null): Promise<readonly GenerationOutcome[]> {
  const outcomes: GenerationOutcome[] = []
  const config = runConfigOf({ neat: { populationSize: 20 }, generations: 6 })
  const controller: RunController = new RunController(
    {
      ...{ config, problem: shifted, evaluator: new SerialEvaluator(shifted), inFlight: () => 1 },
      resumeFrom: from === null ? null : resumable(from),
      ...(from?.snapshot.options !== undefined && { options: () => from.snapshot.options ?? {} }),
    },
    {
      async onGeneration(outcome) {
        outcomes.push(outcome)
        if (outcome.snapshot.generation === 2) controller.changeOptions({ shift: 3 })
      },
      onPaceChanged: () => {},
    },
    false,
  )
  await controller.run()
  return outcomes
}

test('a change in mid-run holds from the next generation on, and a resumed run repeats what was recorded', async () => {
  const whole = await changedInMidRun(null)
  expect(whole.map(({ snapshot }) => snapshot.options?.['shift'])).toEqual([0, 0, 0, 3, 3, 3])
  const later = await changedInMidRun(whole[3] ?? null)
  expect(hashesOf(later)).toEqual(hashesOf(whole.slice(4)))
})
