import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import type { NeatConfig, NeatConfigInput } from '../../core/neat/config.ts'
import type { GenomeDraft } from '../../core/neat/draft.ts'
import { mutateActivation } from '../../core/neat/mutate/activation.ts'
import { addConnection } from '../../core/neat/mutate/add-connection.ts'
import { addNode } from '../../core/neat/mutate/add-node.ts'
import { deleteConnection } from '../../core/neat/mutate/delete-connection.ts'
import { deleteNode } from '../../core/neat/mutate/delete-node.ts'
import { mutate } from '../../core/neat/mutate/mutate.ts'
import { toggleConnection } from '../../core/neat/mutate/toggle.ts'
import { mutateWeights } from '../../core/neat/mutate/weights.ts'
import { ACTIVATIONS } from '../../core/network/network-spec.ts'
import { beginners, configOf, draftOf, emptyRegistry, relatives } from './support.ts'

const STILL: NeatConfigInput = {
  weights: { mutationRate: 0 },
  structure: { addConnectionRate: 0, addNodeRate: 0, toggleRate: 0, activationRate: 0 },
}

function beginning(seed: number, input: NeatConfigInput = {}) {
  const config = configOf({ populationSize: 2, ...input })
  const random = Random.fromSeed(seed)
  const registry = emptyRegistry()
  const [genome] = beginners(config, registry, random)
  if (genome === undefined) throw new RangeError('there is a beginner')
  return { config, random, registry, genome, draft: draftOf(genome) }
}

/** The same settings but for some of the weights'. */
function withWeights(config: NeatConfig, weights: Partial<NeatConfig['weights']>): NeatConfig {
  return { ...config, weights: { ...config.weights, ...weights } }
}

const shapeOf = (draft: GenomeDraft) => [draft.nodeCount, draft.connectionCount]

test('with all rates 0 a child is a clone', () => {
  const { config, random, registry, genome, draft } = beginning(1, STILL)
  mutate(draft, config, registry, random)
  expect(draft.finish(genome.id)).toEqual(genome)
})

test.each<[string, NeatConfigInput['structure'], readonly [number, number]]>([
  ['addNodeRate', { addNodeRate: 1 }, [1, 2]],
  ['addConnectionRate', { addConnectionRate: 1 }, [0, 1]],
])('%s 1 grows every child', (_name, structure, [nodes, connections]) => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const input = {
        ...STILL,
        network: { kind: 'recurrent' as const },
        structure: { ...STILL.structure, ...structure },
      }
      const { config, random, registry, draft } = beginning(seed, input)
      const before = shapeOf(draft)
      mutate(draft, config, registry, random)
      expect(shapeOf(draft)).toEqual([(before[0] ?? 0) + nodes, (before[1] ?? 0) + connections])
    }),
  )
})

test('a split disables the connection; weight 1 leads in, the old weight out, and the new node has bias 0', () => {
  const { config, random, registry, genome, draft } = beginning(4)
  expect(addNode(draft, config, registry, random)).toBe(true)
  const child = draft.finish(genome.id)
  const split = child.connections.enabled.indexOf(0)
  const [into, outOf] = [child.connections.innovation.length - 2, child.connections.innovation.length - 1]
  const node = child.nodes.id.at(-1)
  expect(child.connections.weight[into]).toBe(1)
  expect(child.connections.weight[outOf]).toBe(genome.connections.weight[split])
  expect([child.connections.source[into], child.connections.target[into]]).toEqual([
    genome.connections.source[split],
    node,
  ])
  expect([child.connections.source[outOf], child.connections.target[outOf]]).toEqual([
    node,
    genome.connections.target[split],
  ])
  expect(child.nodes.bias.at(-1)).toBe(0)
})

test('nothing is split where no connection is enabled', () => {
  const { config, random, registry, draft } = beginning(4, { network: { initialConnections: 'none' } })
  expect(addNode(draft, config, registry, random)).toBe(false)
  expect(draft.nodeCount).toBe(2)
})

test('a new connection joins what was not joined, and is enabled', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { a, config, registry, random } = relatives(seed)
      const draft = draftOf(a)
      const known = new Set(a.connections.innovation)
      if (!addConnection(draft, config, registry, random)) return
      const child = draft.finish(a.id)
      const added = [...child.connections.innovation.keys()].filter(
        (gene) => !known.has(child.connections.innovation[gene] ?? -1),
      )
      expect(added).toHaveLength(1)
      expect(child.connections.enabled[added[0] ?? -1]).toBe(1)
    }),
  )
})

test('a feed-forward genome fills up without a cycle; a recurrent one takes loops', () => {
  const full = beginning(1)
  for (let tries = 0; tries < 100; tries++) addConnection(full.draft, full.config, full.registry, full.random)
  // Six at first, and one of the two ways between the outputs.
  expect(full.draft.connectionCount).toBe(7)
  const loops = beginning(1, { network: { kind: 'recurrent' } })
  for (let tries = 0; tries < 100; tries++)
    addConnection(loops.draft, loops.config, loops.registry, loops.random)
  expect(loops.draft.connectionCount).toBe(10)
})

test('toggling changes one flag, and never takes a node its last way out', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { a, random } = relatives(seed)
      const draft = draftOf(a)
      const changed = toggleConnection(draft, random)
      const after = draft.finish(a.id)
      const flags = [...a.connections.enabled.keys()].filter(
        (gene) => a.connections.enabled[gene] !== after.connections.enabled[gene],
      )
      expect(flags).toHaveLength(changed ? 1 : 0)
      const gene = flags[0]
      if (gene === undefined || after.connections.enabled[gene] === 1) return
      const source = a.connections.source[gene]
      const ways = [...after.connections.source.keys()].filter(
        (other) => after.connections.source[other] === source && after.connections.enabled[other] === 1,
      )
      expect(ways.length).toBeGreaterThan(0)
    }),
  )
})

test('toggling brings disabled genes back', () => {
  const { config, random, registry, draft } = beginning(2)
  addNode(draft, config, registry, random)
  let back = false
  for (let tries = 0; tries < 500 && !back; tries++) {
    toggleConnection(draft, random)
    back = draft.enabled.subarray(0, draft.connectionCount).every((flag) => flag === 1)
  }
  expect(back).toBe(true)
})

test('weights and biases keep within their limit', () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 2, noNaN: true }), (seed, limit) => {
      const { a, random, config } = relatives(seed)
      const draft = draftOf(a)
      mutateWeights(draft, withWeights(config, { limit, replaceRate: 0, perturbRate: 1 }), random)
      const child = draft.finish(a.id)
      for (const value of [...child.connections.weight, ...child.nodes.bias]) {
        expect(Math.abs(value)).toBeLessThanOrEqual(limit)
        expect(Object.is(value, -0)).toBe(false)
      }
    }),
  )
})

test('replaced weights are uniform in ± replaceRange, perturbed ones normal around what they were', () => {
  const { config, random } = beginning(6)
  const { draft } = beginning(6)
  const drawn: number[] = []
  const shifted: number[] = []
  for (let round = 0; round < 1_000; round++) {
    mutateWeights(draft, withWeights(config, { replaceRate: 1, replaceRange: 3 }), random)
    const before = draft.weight.slice(0, draft.connectionCount)
    drawn.push(...before)
    mutateWeights(draft, withWeights(config, { replaceRate: 0, perturbRate: 1, power: 0.5 }), random)
    before.forEach((value, gene) => {
      shifted.push((draft.weight[gene] ?? 0) - value)
    })
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const deviation = (values: readonly number[]) => Math.sqrt(mean(values.map((value) => value * value)))
  expect(Math.max(...drawn.map(Math.abs))).toBeLessThan(3)
  expect(deviation(drawn)).toBeCloseTo(3 / Math.sqrt(3), 0.5)
  expect(mean(shifted)).toBeCloseTo(0, 1)
  expect(deviation(shifted)).toBeCloseTo(0.5, 1)
})

test('with rates adding up to less than 1 the other weights are left alone', () => {
  const { config, random, genome, draft } = beginning(6)
  mutateWeights(draft, withWeights(config, { replaceRate: 0, perturbRate: 0 }), random)
  expect(draft.finish(genome.id)).toEqual(genome)
})

test('activation mutation draws allowed ones for hidden nodes only', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { a, random, config } = relatives(seed, {
        ...STILL,
        structure: { addNodeRate: 0.8 },
        network: { activations: ['tanh', 'relu'] },
      })
      const draft = draftOf(a)
      const hidden = a.nodes.id.length - a.outputCount
      expect(mutateActivation(draft, config, random)).toBe(hidden > 0)
      const names = Array.from(draft.finish(a.id).nodes.activation, (code) => ACTIVATIONS[code])
      expect(names.slice(0, a.outputCount)).toEqual(['sigmoid', 'sigmoid'])
      for (const name of names.slice(a.outputCount)) expect(['tanh', 'relu']).toContain(name)
    }),
  )
})

test('a deleted connection is gone, and every other gene stays as it was', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { a, random } = relatives(seed)
      const draft = draftOf(a)
      expect(deleteConnection(draft, random)).toBe(true)
      const child = draft.finish(a.id)
      const gone = a.connections.innovation.find((number) => !child.connections.innovation.includes(number))
      const kept = [...a.connections.innovation.keys()].filter(
        (gene) => a.connections.innovation[gene] !== gone,
      )
      expect(kept).toHaveLength(a.connections.innovation.length - 1)
      expect([...child.connections.weight]).toEqual(kept.map((gene) => a.connections.weight[gene]))
      expect([...child.connections.target]).toEqual(kept.map((gene) => a.connections.target[gene]))
      expect(child.nodes).toEqual(a.nodes)
    }),
  )
})

test('a deleted node takes its connections along, and only hidden nodes are deleted', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { a, random } = relatives(seed)
      const draft = draftOf(a)
      const hidden = a.nodes.id.length - a.outputCount
      expect(deleteNode(draft, random)).toBe(hidden > 0)
      const child = draft.finish(a.id)
      const gone = [...a.nodes.id].filter((id) => !child.nodes.id.includes(id))
      expect(gone).toHaveLength(hidden > 0 ? 1 : 0)
      expect(gone.every((id) => id >= a.inputCount + a.outputCount)).toBe(true)
      const touches = (gene: number) =>
        gone.includes(a.connections.source[gene] ?? -1) || gone.includes(a.connections.target[gene] ?? -1)
      const kept = [...a.connections.innovation].filter((_, gene) => !touches(gene))
      expect([...child.connections.innovation]).toEqual(kept)
    }),
  )
})

test.each<[string, NeatConfigInput['structure'], number, number]>([
  ['deleteConnectionRate', { deleteConnectionRate: 1 }, 0, 1],
  ['deleteNodeRate', { deleteNodeRate: 1 }, 1, 2],
])('%s 1 shrinks a child', (_name, structure, nodes, connections) => {
  const { config, random, registry, draft } = beginning(3, {
    ...STILL,
    structure: { ...STILL.structure, ...structure, pruneDangling: false },
  })
  addNode(draft, config, registry, random)
  const before = shapeOf(draft)
  mutate(draft, config, registry, random)
  expect(shapeOf(draft)).toEqual([(before[0] ?? 0) - nodes, (before[1] ?? 0) - connections])
})
