// checkGenome after every chain of operators from the first genome.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { genomeId } from '../../core/base/ids.ts'
import { Random } from '../../core/base/random.ts'
import { checkGenome } from '../../core/neat/check-genome.ts'
import type { NeatConfig } from '../../core/neat/config.ts'
import { crossover, mixDisjoint } from '../../core/neat/crossover.ts'
import type { GenomeDraft } from '../../core/neat/draft.ts'
import type { Genome } from '../../core/neat/genome.ts'
import type { InnovationRegistry } from '../../core/neat/innovations.ts'
import { mutateActivation } from '../../core/neat/mutate/activation.ts'
import { addConnection } from '../../core/neat/mutate/add-connection.ts'
import { addNode } from '../../core/neat/mutate/add-node.ts'
import { mutateAggregation } from '../../core/neat/mutate/aggregation.ts'
import { mutateBiases } from '../../core/neat/mutate/biases.ts'
import { deleteConnection } from '../../core/neat/mutate/delete-connection.ts'
import { deleteNode } from '../../core/neat/mutate/delete-node.ts'
import { mutate } from '../../core/neat/mutate/mutate.ts'
import { pruneDangling } from '../../core/neat/mutate/prune.ts'
import { mutateResponses } from '../../core/neat/mutate/responses.ts'
import { mutateTimeConstants } from '../../core/neat/mutate/time-constants.ts'
import { toggleConnection } from '../../core/neat/mutate/toggle.ts'
import { mutateWeights } from '../../core/neat/mutate/weights.ts'
import { beginners, configOf, draftOf, emptyRegistry } from './support.ts'

type Operator = (
  draft: GenomeDraft,
  config: NeatConfig,
  registry: InnovationRegistry,
  random: Random,
  others: readonly Genome[],
) => void

const operators: Readonly<Record<string, Operator>> = {
  addConnection,
  addNode,
  deleteConnection: (draft, _config, _registry, random) => deleteConnection(draft, random),
  deleteNode: (draft, _config, _registry, random) => deleteNode(draft, random),
  toggleConnection: (draft, _config, _registry, random) => toggleConnection(draft, random),
  mutateWeights: (draft, config, _registry, random) => mutateWeights(draft, config, random),
  mutateActivation: (draft, config, _registry, random) => mutateActivation(draft, config, random),
  mutateAggregation: (draft, config, _registry, random) => mutateAggregation(draft, config, random),
  mutateBiases: (draft, config, _registry, random) => mutateBiases(draft, config, random),
  mutateResponses: (draft, config, _registry, random) => mutateResponses(draft, config, random),
  mutateTimeConstants: (draft, config, _registry, random) => mutateTimeConstants(draft, config, random),
  pruneDangling: (draft) => pruneDangling(draft),
  mutateAll: (draft, config, registry, random) => mutate(draft, config, registry, random),
  crossoverOfEquals(draft, config, _registry, random, others) {
    const one = draft.finish(genomeId(0))
    const other = others[random.nextInt(others.length)] ?? one
    crossover(draft, one, other, config.crossover, random)
    mixDisjoint(draft, other, config.network.kind, random)
  },
  crossover(draft, config, _registry, random, others) {
    const fitter = draft.finish(genomeId(0))
    const other = others[random.nextInt(others.length)] ?? fitter
    crossover(draft, fitter, other, config.crossover, random)
  },
}

describe.each(['feed-forward', 'recurrent', 'ctrnn'] as const)('In a %s run', (kind) => {
  test.each(['full', 'partial', 'one-input', 'none'] as const)(
    'a genome that began with connections "%s" is sound after every operator',
    (initialConnections) => {
      const config = configOf({
        populationSize: 3,
        network: {
          kind,
          initialConnections,
          activations: ['sigmoid', 'tanh', 'relu'],
          aggregations: ['sum', 'max', 'median'],
        },
        biases: { genes: 'own-rates' },
        responses: { mutationRate: 0.5 },
      })
      const step = fc.record({
        parent: fc.nat(100),
        operator: fc.constantFrom(...Object.keys(operators)),
      })
      fc.assert(
        fc.property(fc.nat(), fc.array(step, { maxLength: 60 }), (seed, steps) => {
          const random = Random.fromSeed(seed)
          const registry = emptyRegistry()
          const genomes = [...beginners(config, registry, random)]
          for (const { parent, operator } of steps) {
            const draft = draftOf(genomes[parent % genomes.length] as Genome)
            operators[operator]?.(draft, config, registry, random, genomes)
            const child = draft.finish(genomeId(genomes.length))
            expect(checkGenome(child, kind)).toEqual([])
            genomes.push(child)
          }
        }),
      )
    },
  )
})
