import { expect, test } from 'vitest'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { xor } from '../../core/problems/xor.ts'
import type { GenerationOutcome } from '../../core/run/evolve.ts'
import type { RunConfigInput } from '../../core/run/run-config.ts'
import { type Pace, RunController, type RunEnd } from '../../core/run/run-controller.ts'
import { evolutionOf, generationsOf, hashesOf, resumable, runConfigOf } from './support.ts'

interface Watched {
  readonly controller: RunController
  readonly outcomes: GenerationOutcome[]
  readonly paces: Pace[]
}

/** A run of a small population; `onGeneration` may drive its controller. */
function controlled(
  input: RunConfigInput,
  onGeneration: (controller: RunController, outcome: GenerationOutcome) => void = () => {},
  options: { startPaused?: boolean; resumeFrom?: GenerationOutcome } = {},
): Watched {
  const config = runConfigOf({ neat: { populationSize: 20 }, ...input })
  const outcomes: GenerationOutcome[] = []
  const paces: Pace[] = []
  const resumeFrom = options.resumeFrom === undefined ? null : resumable(options.resumeFrom)
  const controller: RunController = new RunController(
    { config, problem: xor, evaluator: new SerialEvaluator(xor), resumeFrom, inFlight: () => 3 },
    {
      async onGeneration(outcome) {
        outcomes.push(outcome)
        onGeneration(controller, outcome)
      },
      onPaceChanged: (pace) => paces.push(pace),
    },
    options.startPaused ?? false,
  )
  return { controller, outcomes, paces }
}

const ended = (end: RunEnd) => [end.reason, end.last?.snapshot.generation ?? null]

test('a run ends when all its generations are done', async () => {
  const { controller, outcomes } = controlled({ generations: 4 })
  expect(ended(await controller.run())).toEqual(['generations done', 3])
  expect(outcomes).toHaveLength(4)
})

test('a run ends when it is solved, and not before', async () => {
  const { controller, outcomes } = controlled({ generations: 500, neat: { populationSize: 150 }, seed: 2 })
  const end = await controller.run()
  expect(end.reason).toBe('solved')
  expect(outcomes.map(({ snapshot }) => snapshot.best >= xor.solvedAt)).toEqual(
    outcomes.map((outcome) => outcome === end.last),
  )
})

test('a paused run does nothing until it is resumed', async () => {
  const { controller, outcomes, paces } = controlled({ generations: 3 }, undefined, { startPaused: true })
  const end = controller.run()
  await new Promise((resolve) => setImmediate(resolve))
  expect(outcomes).toHaveLength(0)
  controller.resume()
  expect(ended(await end)).toEqual(['generations done', 2])
  expect(paces).toEqual(['running'])
})

test('a step is one generation, then the run is paused again', async () => {
  const { controller, outcomes, paces } = controlled({ generations: 9 }, undefined, { startPaused: true })
  const end = controller.run()
  controller.step()
  while (controller.pace !== 'paused') await new Promise((resolve) => setImmediate(resolve))
  expect(outcomes).toHaveLength(1)
  controller.stop()
  expect(ended(await end)).toEqual(['stopped', 0])
  expect(paces).toEqual(['stepping', 'paused', 'stopping'])
})

test('a run paused in mid-generation finishes that generation first', async () => {
  const { controller, outcomes } = controlled({ generations: 9 }, (run, { snapshot }) => {
    if (snapshot.generation === 2) run.pause()
  })
  const end = controller.run()
  while (controller.pace !== 'paused') await new Promise((resolve) => setImmediate(resolve))
  expect(outcomes).toHaveLength(3)
  controller.resume()
  expect(ended(await end)).toEqual(['generations done', 8])
})

test('a stopped run gives up the generation in progress and keeps the last whole one', async () => {
  const { controller } = controlled({ generations: 9 }, (run, { snapshot }) => {
    if (snapshot.generation === 3) run.stop()
  })
  expect(ended(await controller.run())).toEqual(['stopped', 3])
})

test('after stop nothing starts it again', async () => {
  const { controller, outcomes } = controlled({ generations: 9 }, undefined, { startPaused: true })
  controller.stop()
  controller.resume()
  controller.step()
  controller.pause()
  expect(controller.pace).toBe('stopping')
  expect(ended(await controller.run())).toEqual(['stopped', null])
  expect(outcomes).toHaveLength(0)
})

test('a resumed run does the generations that are left, with the same bits', async () => {
  const config = runConfigOf({ neat: { populationSize: 20 }, generations: 6 })
  const whole = await generationsOf(evolutionOf(config), 6)
  const third = whole[2]
  if (third === undefined) throw new RangeError('there are six generations')
  const { controller, outcomes } = controlled({ generations: 6 }, undefined, { resumeFrom: third })
  expect(ended(await controller.run())).toEqual(['generations done', 5])
  expect(hashesOf(outcomes)).toEqual(hashesOf(whole).slice(3))
})

test('a run whose generations are all done already ends at once', async () => {
  const [first] = await generationsOf(evolutionOf(runConfigOf({ neat: { populationSize: 20 } })), 1)
  if (first === undefined) throw new RangeError('there is a generation')
  const { controller } = controlled({ generations: 1 }, undefined, { resumeFrom: first })
  expect(ended(await controller.run())).toEqual(['generations done', null])
})

test('a run that is extended in mid-run has the bits of one that was to be as long from its beginning', async () => {
  const short = controlled({ generations: 3 }, (controller, { snapshot }) => {
    if (snapshot.generation === 2) expect(controller.extend(6)).toBe(true)
  })
  const long = controlled({ generations: 6 })
  expect(ended(await short.controller.run())).toEqual(['generations done', 5])
  await long.controller.run()
  expect(hashesOf(short.outcomes)).toEqual(hashesOf(long.outcomes))
  expect(short.controller.extend(9)).toBe(false)
})
