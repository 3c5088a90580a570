import { expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { layersOf } from '../../core/network/layers.ts'

const layers = (hidden: number, connections: readonly (readonly [number, number])[]): number[] => [
  ...layersOf({
    nodeCount: 3 + hidden,
    inputCount: 2,
    outputCount: 1,
    source: connections.map(([source]) => source),
    target: connections.map(([, target]) => target),
  }),
]

test('without hidden nodes there are two layers', () => {
  expect(layers(0, [[0, 2]])).toEqual([0, 0, 1])
})

test('a hidden node stands at the end of its longest path', () => {
  // 0 → 3 → 4 → 2 and a short cut 0 → 4.
  expect(
    layers(2, [
      [0, 4],
      [0, 3],
      [3, 4],
      [4, 2],
    ]),
  ).toEqual([0, 0, 3, 1, 2])
})

test('a node that nothing leads to stands in the first hidden layer', () => {
  expect(layers(1, [[3, 2]])).toEqual([0, 0, 2, 1])
})

test('loops, self-connections and connections from outputs are tolerated', () => {
  expect(
    layers(2, [
      [0, 3],
      [3, 4],
      [4, 3],
      [4, 4],
      [4, 2],
      [2, 3],
      [2, 2],
    ]),
  ).toEqual([0, 0, 3, 1, 2])
})

test('every connection of an acyclic network leads to a later layer', () => {
  const random = Random.fromSeed(5)
  const hidden = 60
  const connections: [number, number][] = []
  for (let i = 0; i < 400; i++) {
    const source = random.nextInt(hidden)
    const target = source + 1 + random.nextInt(hidden - source)
    connections.push([source < 2 ? source : source + 1, target === hidden ? 2 : target + 1])
  }
  const usable = connections.filter(([source, target]) => target === 2 || target > source)
  const layer = layers(
    hidden,
    usable.filter(([, target]) => target >= 2),
  )
  for (const [source, target] of usable) {
    if (target >= 2) expect(layer[source]).toBeLessThan(layer[target] ?? 0)
  }
})

test('a chain of a hundred thousand nodes is no trouble', () => {
  const hidden = 100_000
  const chain = Array.from({ length: hidden }, (_, i): [number, number] => [i === 0 ? 0 : i + 2, i + 3])
  expect(layers(hidden, [...chain, [hidden + 2, 2]])[2]).toBe(hidden + 1)
})
