// Whatever settings the schema allows: a run with them goes on, its genomes are sound, and it repeats itself.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { checkGenome } from '../../core/neat/check-genome.ts'
import { populationFromJson, populationToJson } from '../../core/neat/population-codec.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { xor } from '../../core/problems/xor.ts'
import { fitIssues } from '../../core/run/config-fit.ts'
import { evolve, type GenerationOutcome } from '../../core/run/evolve.ts'
import { evolveSteadily } from '../../core/run/evolve-steadily.ts'
import { parseRunConfig, type RunConfig } from '../../core/run/run-config.ts'
import { nestedIn, type Setting, settingGroups } from '../../core/run/settings.ts'
import { evolutionOf, hashesOf } from './support.ts'

/** Tells what it does, so that every kind of search can be run on it. */
const behaving: Problem = {
  ...xor,
  behaviour: [{ name: 'at rest', low: 0, high: 1 }],
  evaluate(network) {
    const [rest = 0] = network.activate([0, 0])
    return { fitness: 1 - rest, behaviour: [rest] }
  },
}

/** Sizes and lengths that would only take time. */
const FIXED: Readonly<Record<string, unknown>> = {
  problem: 'xor',
  generations: 100,
  'neat.populationSize': 14,
  'tuning.epochs': 2,
  'search.nearest': 3,
}

function anyValue(setting: Setting): fc.Arbitrary<unknown> {
  switch (setting.kind) {
    case 'switch':
      return fc.boolean()
    case 'choice':
      return fc.constantFrom(...setting.choices)
    case 'choices':
      return fc.subarray([...setting.choices], { minLength: 1 })
    case 'number': {
      const { minimum: min, maximum: max, default: usual } = setting
      const within = setting.whole ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true })
      return fc.oneof(fc.constantFrom(min, max, usual), within)
    }
  }
}

const settings = settingGroups()
  .flatMap((group) => group.settings)
  .filter(({ path }) => path !== 'version' && !(path in FIXED))

/** A few settings anywhere within their ranges, the others as they are. */
const anyConfig = fc
  .uniqueArray(fc.constantFrom(...settings), { minLength: 1, maxLength: 12, selector: ({ path }) => path })
  .chain((some) =>
    fc.tuple(...some.map((setting) => anyValue(setting).map((value) => [setting.path, value] as const))),
  )
  .map((entries) => nestedIn([...Object.entries(FIXED), ...entries]))

async function run(config: RunConfig): Promise<GenerationOutcome[]> {
  const evolution = {
    ...evolutionOf(config, { problem: behaving, evaluator: new SerialEvaluator(behaving) }),
    inFlight: () => 2,
  }
  const outcomes: GenerationOutcome[] = []
  for await (const outcome of config.mode === 'generational'
    ? evolve(evolution)
    : evolveSteadily(evolution)) {
    outcomes.push(outcome)
    if (outcomes.length === 4) break
  }
  return outcomes
}

test('any settings within their ranges run, leave sound genomes, and give the same bits again', async () => {
  await fc.assert(
    fc.asyncProperty(anyConfig, async (input) => {
      const parsed = parseRunConfig(input)
      if (!parsed.ok) return // some bounds are themselves outside
      const config = parsed.value
      if (fitIssues(config, behaving).length > 0) return
      const outcomes = await run(config)
      const { kind } = config.neat.network
      for (const { population } of outcomes) {
        expect(population.genomes.flatMap((genome) => checkGenome(genome, kind))).toEqual([])
        expect(population.genomes).toHaveLength(14)
        const saved: unknown = JSON.parse(JSON.stringify(populationToJson(population)))
        expect(populationFromJson(saved, kind)).toMatchObject({ ok: true })
      }
      expect(hashesOf(await run(config))).toEqual(hashesOf(outcomes))
    }),
    { numRuns: 150 },
  )
})
