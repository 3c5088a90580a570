import fc from 'fast-check'
import { expect, test } from 'vitest'
import { genomeId } from '../../core/base/ids.ts'
import { GenomeDraft } from '../../core/neat/draft.ts'
import { mutate } from '../../core/neat/mutate/mutate.ts'
import { draftOf, relatives } from './support.ts'

test('an unchanged draft finishes as an equal genome that shares its structure', () => {
  const { a } = relatives(2)
  const copy = draftOf(a).finish(a.id)
  expect(copy).toEqual(a)
  expect(copy.connections.innovation).toBe(a.connections.innovation)
  expect(copy.connections.weight).not.toBe(a.connections.weight)
})

test('one draft for many children: none changes another or its parents', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { a, b, config, registry, random } = relatives(seed)
      const before = structuredClone([a, b])
      const draft = new GenomeDraft(a.inputCount, a.outputCount)
      const children = []
      const copies = []
      for (let child = 0; child < 20; child++) {
        draft.copyFrom(child % 2 === 0 ? a : b)
        mutate(draft, config, registry, random)
        const finished = draft.finish(genomeId(child))
        children.push(finished)
        copies.push(structuredClone(finished))
      }
      expect([a, b]).toEqual(before)
      expect(children).toEqual(copies)
    }),
    { numRuns: 30 },
  )
})

test('a draft grows beyond any number of genes, and is empty after clear', () => {
  const draft = new GenomeDraft(1, 1)
  draft.insertNode({ id: 1, activation: 0, aggregation: 0, bias: 0, response: 1 })
  for (let i = 0; i < 2_000; i++) {
    // Backwards, so that every insertion is at the front.
    draft.insertNode({ id: 5_000 - i, activation: 0, aggregation: 0, bias: i, response: 1 })
    draft.insertConnection({ innovation: 2_000 - i, source: 0, target: 5_000 - i, weight: i, enabled: 1 })
  }
  const genome = draft.finish(genomeId(1))
  expect(genome.connections.innovation).toEqual(Uint32Array.from({ length: 2_000 }, (_, i) => i + 1))
  expect([...genome.nodes.bias.slice(0, 3)]).toEqual([0, 1_999, 1_998])
  const next = new GenomeDraft(1, 1)
  next.copyFrom(genome)
  next.clear()
  expect(next.finish(genomeId(2)).nodes.id).toHaveLength(0)
  expect(genome.nodes.id).toHaveLength(2_001)
})
