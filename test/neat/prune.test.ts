import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkGenome } from '../../core/neat/check-genome.ts'
import { addNode } from '../../core/neat/mutate/add-node.ts'
import { deleteConnection } from '../../core/neat/mutate/delete-connection.ts'
import { mutate } from '../../core/neat/mutate/mutate.ts'
import { pruneDangling } from '../../core/neat/mutate/prune.ts'
import { configOf, draftOf, LIVELY, relatives } from './support.ts'

test('a node that lost its way in or out goes, and whatever hung on it', () => {
  const { stranger, config, registry, random } = relatives(2)
  const draft = draftOf(stranger)
  addNode(draft, config, registry, random)
  expect(pruneDangling(draft)).toBe(0)
  draft.removeConnection(draft.connectionCount - 1)
  expect(pruneDangling(draft)).toBe(1)
  expect(draft.nodeCount).toBe(stranger.outputCount)
  expect([...draft.finish(stranger.id).connections.innovation]).toEqual([...stranger.connections.innovation])
})

test('after any deletions no hidden node dangles, and the genome is sound', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 8 }), (seed, deletions) => {
      const { a, random } = relatives(seed, { ...LIVELY, network: { kind: 'recurrent' } })
      const draft = draftOf(a)
      for (let round = 0; round < deletions; round++) deleteConnection(draft, random)
      pruneDangling(draft)
      expect(pruneDangling(draft)).toBe(0)
      expect(checkGenome(draft.finish(a.id), 'recurrent')).toEqual([])
    }),
  )
})

test('pruneDangling decides whether a deletion takes dangling nodes along', () => {
  const left = [true, false].map((pruneDanglingSetting) => {
    const { a, registry, random } = relatives(5)
    const structure = {
      addConnectionRate: 0,
      addNodeRate: 0,
      toggleRate: 0,
      deleteConnectionRate: 1,
      pruneDangling: pruneDanglingSetting,
    }
    const config = configOf({ structure })
    const draft = draftOf(a)
    while (draft.connectionCount > 0) mutate(draft, config, registry, random)
    return draft.nodeCount - draft.outputCount
  })
  expect(left[0]).toBe(0)
  expect(left[1]).toBeGreaterThan(0)
})
