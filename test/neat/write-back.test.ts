import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkGenome } from '../../core/neat/check-genome.ts'
import { ownMemory } from '../../core/neat/gene-memory.ts'
import type { Genome } from '../../core/neat/genome.ts'
import { NetworkExpression, toNetworkSpec } from '../../core/neat/network-of.ts'
import { WriteBack } from '../../core/neat/write-back.ts'
import { relatives } from './support.ts'

/** Numbers that no gene has. */
function learntBy(genome: Genome) {
  const spec = toNetworkSpec(genome, 'feed-forward')
  return {
    weight: spec.weight.map((_, c) => 1000 + c),
    bias: spec.bias.map((_, node) => 2000 + node),
  }
}

test('the genome expresses what was learnt, and nothing else of it changes', () => {
  const writeBack = new WriteBack()
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { a, b, stranger } = relatives(seed)
      for (const genome of [a, b, stranger]) {
        const before = structuredClone(genome)
        const learnt = learntBy(genome)
        const written = writeBack.into(genome, learnt)
        expect(genome).toEqual(before) // its arrays may be other genomes' too
        expect(checkGenome(written, 'feed-forward')).toEqual([])
        const spec = toNetworkSpec(genome, 'feed-forward')
        expect(toNetworkSpec(written, 'feed-forward')).toEqual({ ...spec, ...learnt })
        const { nodes, connections } = new NetworkExpression(ownMemory).genesOf(genome)
        const kept = (values: Float64Array, expressed: Uint32Array) =>
          values.filter((_, gene) => !expressed.includes(gene))
        expect(kept(written.nodes.bias, nodes)).toEqual(kept(genome.nodes.bias, nodes))
        expect(kept(written.connections.weight, connections)).toEqual(
          kept(genome.connections.weight, connections),
        )
        const { bias: _, ...nodeRest } = written.nodes
        expect(genome.nodes).toMatchObject(nodeRest)
        const { weight: __, ...connectionRest } = written.connections
        expect(genome.connections).toMatchObject(connectionRest)
      }
    }),
    { numRuns: 60 },
  )
})

test('no −0 is written, which JSON would not keep', () => {
  const { a: genome } = relatives(1)
  const learnt = learntBy(genome)
  const { connections } = new WriteBack().into(genome, { ...learnt, weight: learnt.weight.fill(-0) })
  expect(connections.weight.some((weight) => Object.is(weight, -0))).toBe(false)
})

test('numbers of another network are refused', () => {
  const { a: genome } = relatives(1)
  const learnt = learntBy(genome)
  expect(() => new WriteBack().into(genome, { ...learnt, bias: learnt.bias.slice(1) })).toThrow('learnt by')
})
