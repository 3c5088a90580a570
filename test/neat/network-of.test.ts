import fc from 'fast-check'
import { expect, test } from 'vitest'
import { genomeId } from '../../core/base/ids.ts'
import { Random } from '../../core/base/random.ts'
import type { Genome } from '../../core/neat/genome.ts'
import { toNetworkSpec } from '../../core/neat/network-of.ts'
import { compileNetwork } from '../../core/network/compile.ts'
import { relatives } from './support.ts'

interface Gene {
  readonly from: number
  readonly to: number
  readonly weight?: number
  readonly off?: boolean
}

/** Two inputs (0, 1), two outputs (2, 3) and these hidden nodes; innovations in the order of the genes. */
function genomeOf(hidden: readonly number[], genes: readonly Gene[]): Genome {
  const ids = [2, 3, ...hidden]
  return {
    id: genomeId(1),
    inputCount: 2,
    outputCount: 2,
    nodes: {
      id: Uint32Array.from(ids),
      activation: new Uint8Array(ids.length),
      aggregation: new Uint8Array(ids.length),
      bias: Float64Array.from(ids, (id) => id / 10),
      response: new Float64Array(ids.length).fill(1),
    },
    connections: {
      innovation: Uint32Array.from(genes.keys()),
      source: Uint32Array.from(genes, ({ from }) => from),
      target: Uint32Array.from(genes, ({ to }) => to),
      weight: Float64Array.from(genes, ({ weight }, index) => weight ?? index),
      enabled: Uint8Array.from(genes, ({ off }) => (off ? 0 : 1)),
    },
  }
}

const joins = (genome: Genome) => {
  const { source, target, weight } = toNetworkSpec(genome, 'feed-forward')
  return Array.from(source, (from, c) => [from, target[c], weight[c]])
}

test('disabled connections and what only they fed are left out', () => {
  const genome = genomeOf(
    [7, 9],
    [
      { from: 0, to: 2 },
      { from: 0, to: 7 },
      { from: 7, to: 2, off: true },
      { from: 1, to: 9 },
      { from: 9, to: 3 },
    ],
  )
  // Node 7 leads nowhere any more; node 9 moves to its place.
  expect(joins(genome)).toEqual([
    [0, 2, 0],
    [1, 4, 3],
    [4, 3, 4],
  ])
  expect([...toNetworkSpec(genome, 'feed-forward').bias]).toEqual([0.2, 0.3, 0.9])
})

test('a dangling chain is left out to its beginning', () => {
  const genome = genomeOf(
    [5, 6, 7],
    [
      { from: 0, to: 5 },
      { from: 5, to: 6 },
      { from: 6, to: 7 },
      { from: 1, to: 3 },
    ],
  )
  expect(joins(genome)).toEqual([[1, 3, 3]])
})

test('a loop that leads to no output is left out, one that does is kept', () => {
  const dead = genomeOf(
    [5, 6],
    [
      { from: 0, to: 5 },
      { from: 5, to: 6 },
      { from: 6, to: 5 },
    ],
  )
  expect(toNetworkSpec(dead, 'recurrent').source).toHaveLength(0)
  const alive = genomeOf(
    [5, 6],
    [
      { from: 0, to: 5 },
      { from: 5, to: 6 },
      { from: 6, to: 5 },
      { from: 6, to: 2 },
    ],
  )
  expect(toNetworkSpec(alive, 'recurrent').source).toHaveLength(4)
})

test('outputs stay although nothing leads to them, and connections keep the order of innovation', () => {
  const genome = genomeOf(
    [4],
    [
      { from: 4, to: 3 },
      { from: 1, to: 4 },
      { from: 0, to: 4 },
    ],
  )
  const spec = toNetworkSpec(genome, 'feed-forward')
  expect(spec.bias).toHaveLength(3)
  expect([...spec.weight]).toEqual([0, 1, 2])
  expect(toNetworkSpec(genomeOf([], []), 'feed-forward').bias).toHaveLength(2)
})

test('pruning changes nothing that the network computes', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { a } = relatives(seed)
      const random = Random.fromSeed(seed)
      const inputs = Float64Array.from({ length: a.inputCount }, () => random.nextBetween(-1, 1))
      const pruned = compileNetwork(toNetworkSpec(a, 'feed-forward')).activate(inputs)
      expect([...pruned]).toEqual(valuesOf(a, inputs))
    }),
  )
})

/** The outputs by plain recursion over all enabled genes. */
function valuesOf(genome: Genome, inputs: Float64Array): number[] {
  const { nodes, connections } = genome
  const everything: Genome = {
    ...genome,
    connections: {
      ...connections,
      weight: connections.weight.map((w, c) => (connections.enabled[c] ? w : 0)),
    },
  }
  const dense = (id: number) => (id < genome.inputCount ? id : genome.inputCount + nodes.id.indexOf(id))
  const network = compileNetwork({
    kind: 'feed-forward',
    inputCount: genome.inputCount,
    outputCount: genome.outputCount,
    activation: nodes.activation,
    aggregation: nodes.aggregation,
    bias: nodes.bias,
    response: nodes.response,
    source: everything.connections.source.map(dense),
    target: everything.connections.target.map(dense),
    weight: everything.connections.weight,
  })
  return [...network.activate(inputs)]
}
