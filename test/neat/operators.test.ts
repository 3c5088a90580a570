// checkGenome after every chain of operators from the first genome.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { genomeId } from '../../core/base/ids.ts'
import { Random } from '../../core/base/random.ts'
import { checkGenome } from '../../core/neat/check-genome.ts'
import type { NeatConfig } from '../../core/neat/config.ts'
import { crossover } from '../../core/neat/crossover.ts'
import type { GenomeDraft } from '../../core/neat/draft.ts'
import type { Genome } from '../../core/neat/genome.ts'
import type { InnovationRegistry } from '../../core/neat/innovations.ts'
import { mutateActivation } from '../../core/neat/mutate/activation.ts'
import { addConnection } from '../../core/neat/mutate/add-connection.ts'
import { addNode } from '../../core/neat/mutate/add-node.ts'
import { deleteConnection } from '../../core/neat/mutate/delete-connection.ts'
import { deleteNode } from '../../core/neat/mutate/delete-node.ts'
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
  crossover(draft, config, _registry, random, others) {
    const fitter = draft.finish(genomeId(0))
    const other = others[random.nextInt(others.length)] ?? fitter
    crossover(draft, fitter, other, config.crossover, random)
  },
}

describe.each(['feed-forward', 'recurrent'] as const)('In a %s run', (kind) => {
  test.each(['full', 'partial', 'one-input', 'none'] as const)(
    'a genome that began with connections "%s" is sound after every operator',
    (initialConnections) => {
      const config = configOf({
        populationSize: 3,
        network: { kind, initialConnections, activations: ['sigmoid', 'tanh', 'relu'] },
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
