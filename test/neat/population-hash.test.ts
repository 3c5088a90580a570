import { expect, test } from 'vitest'
import { genomeId } from '../../core/base/ids.ts'
import type { Genome } from '../../core/neat/genome.ts'
import { genomeHash, populationHash } from '../../core/neat/population-hash.ts'
import { relatives } from './support.ts'

const { a, b } = relatives(5)

test('a genome has the same hash under another number, and another hash for any changed gene', () => {
  const changed: Genome[] = [
    { ...a, connections: { ...a.connections, weight: a.connections.weight.with(0, 1e-300) } },
    { ...a, connections: { ...a.connections, enabled: a.connections.enabled.map((flag) => 1 - flag) } },
    { ...a, nodes: { ...a.nodes, bias: a.nodes.bias.with(0, 1e-300) } },
    { ...a, nodes: { ...a.nodes, activation: a.nodes.activation.with(0, 1) } },
  ]
  expect(genomeHash({ ...a, id: genomeId(77) })).toBe(genomeHash(a))
  expect(new Set([a, ...changed].map(genomeHash)).size).toBe(5)
  expect(genomeHash(a)).toMatch(/^[0-9a-f]{32}$/)
})

test("a population's hash covers fitness, numbers and order", () => {
  const hashes = [
    populationHash([a, b], Float64Array.of(1, 2)),
    populationHash([b, a], Float64Array.of(1, 2)),
    populationHash([a, b], Float64Array.of(2, 1)),
    populationHash([{ ...a, id: genomeId(9_999) }, b], Float64Array.of(1, 2)),
  ]
  expect(new Set(hashes).size).toBe(4)
  expect(populationHash([a, b], Float64Array.of(1, 2))).toBe(hashes[0])
})

test('genes that lie in shared memory hash like genes of their own', () => {
  const shared = new Float64Array([9, ...a.connections.weight, 9])
  const weight = shared.subarray(1, 1 + a.connections.weight.length)
  expect(genomeHash({ ...a, connections: { ...a.connections, weight } })).toBe(genomeHash(a))
})
