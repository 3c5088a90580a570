import { expect, test } from 'vitest'
import { checkGenome } from '../../core/neat/check-genome.ts'
import type { Genome } from '../../core/neat/genome.ts'
import { relatives } from './support.ts'

type Broken = (genome: Genome) => Genome

function withConnections(genome: Genome, change: Partial<Genome['connections']>): Genome {
  return { ...genome, connections: { ...genome.connections, ...change } }
}

function withNodes(genome: Genome, change: Partial<Genome['nodes']>): Genome {
  return { ...genome, nodes: { ...genome.nodes, ...change } }
}

test.each<[string, Broken, RegExp]>([
  [
    'innovations out of order',
    (g) => withConnections(g, { innovation: g.connections.innovation.toReversed() }),
    /out of order/,
  ],
  [
    'a missing weight',
    (g) => withConnections(g, { weight: g.connections.weight.slice(1) }),
    /differ in length/,
  ],
  [
    'a weight that is not finite',
    (g) => withConnections(g, { weight: g.connections.weight.with(0, Number.NaN) }),
    /weight that is not finite/,
  ],
  [
    'an unknown source',
    (g) => withConnections(g, { source: g.connections.source.with(0, 4_000) }),
    /unknown node 4000/,
  ],
  [
    'a connection into an input',
    (g) => withConnections(g, { target: g.connections.target.with(0, 0) }),
    /leads to node 0/,
  ],
  [
    'the same ends twice',
    (g) =>
      withConnections(g, {
        source: g.connections.source.with(1, g.connections.source[0] ?? 0),
        target: g.connections.target.with(1, g.connections.target[0] ?? 0),
      }),
    /a second time/,
  ],
  [
    'a gene neither enabled nor disabled',
    (g) => withConnections(g, { enabled: g.connections.enabled.with(0, 2) }),
    /neither enabled nor disabled/,
  ],
  ['a missing output', (g) => withNodes(g, { id: g.nodes.id.with(0, 99) }), /output 3 is missing/],
  [
    'an unknown activation',
    (g) => withNodes(g, { activation: g.nodes.activation.with(0, 200) }),
    /activation/,
  ],
  [
    'an unknown aggregation',
    (g) => withNodes(g, { aggregation: g.nodes.aggregation.with(0, 200) }),
    /aggregation/,
  ],
  [
    'a bias that is not finite',
    (g) => withNodes(g, { bias: g.nodes.bias.with(0, Number.POSITIVE_INFINITY) }),
    /bias that is not finite/,
  ],
  [
    'a response that is not finite',
    (g) => withNodes(g, { response: g.nodes.response.with(0, Number.NaN) }),
    /response that is not finite/,
  ],
])('%s is found', (_what, broken, reason) => {
  const { a } = relatives(7)
  expect(checkGenome(a, 'feed-forward')).toEqual([])
  expect(checkGenome(broken(a), 'feed-forward').join('; ')).toMatch(reason)
})

test('a cycle is found in a feed-forward genome and allowed in a recurrent one', () => {
  const { stranger } = relatives(7)
  const looped: Genome = {
    ...stranger,
    connections: {
      ...stranger.connections,
      source: stranger.connections.source.with(0, 3),
      target: stranger.connections.target.with(0, 3),
    },
  }
  expect(checkGenome(looped, 'feed-forward').join()).toMatch(/cycle/)
  expect(checkGenome(looped, 'recurrent')).toEqual([])
})
