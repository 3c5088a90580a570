import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InnovationRegistry, Innovations } from '../../core/neat/innovations.ts'

const nobodyHasIt = () => false

function opened(state = Innovations.none(5)): InnovationRegistry {
  return new InnovationRegistry(state)
}

test('the same connection gets the same number in whichever genome it arises', () => {
  const registry = opened()
  const first = registry.connection(0, 3)
  expect(registry.connection(1, 3)).not.toBe(first)
  expect(registry.connection(0, 3)).toBe(first)
  expect(registry.connection(3, 0)).not.toBe(first)
})

test('the same split gets the same node and connections, also in a later generation', () => {
  const registry = opened()
  const innovation = registry.connection(0, 3)
  const split = registry.split(innovation, nobodyHasIt)
  expect(split.node).toBe(5)
  expect(registry.split(innovation, nobodyHasIt)).toEqual(split)
  expect(opened(registry.close()).split(innovation, nobodyHasIt)).toEqual(split)
})

test('a genome that splits again what it already split gets fresh numbers', () => {
  const registry = opened()
  const innovation = registry.connection(0, 3)
  const first = registry.split(innovation, nobodyHasIt)
  const second = registry.split(innovation, (node) => node === first.node)
  expect(second.node).not.toBe(first.node)
  expect(second.into).not.toBe(first.into)
  expect(second.outOf).not.toBe(first.outOf)
  // Two genomes that both split it a second time share that one as well.
  expect(registry.split(innovation, (node) => node === first.node)).toEqual(second)
})

test('the connections of a split join its ends', () => {
  const registry = opened()
  const innovation = registry.connection(2, 4)
  const { node, into, outOf } = registry.split(innovation, nobodyHasIt)
  expect(registry.connection(2, node)).toBe(into)
  expect(registry.connection(node, 4)).toBe(outOf)
})

test('numbers are given without gaps, in the order things arose', () => {
  const registry = opened()
  expect([registry.connection(0, 3), registry.connection(1, 3), registry.connection(0, 4)]).toEqual([0, 1, 2])
  expect(registry.split(1, nobodyHasIt)).toEqual({ node: 5, into: 3, outOf: 4 })
})

interface Change {
  readonly kind: 'connection' | 'split'
  readonly source: number
  readonly target: number
}

const change = fc.record<Change>({
  kind: fc.constantFrom('connection', 'split'),
  source: fc.nat(6),
  target: fc.integer({ min: 3, max: 6 }),
})

function apply(registry: InnovationRegistry, changes: readonly Change[]): void {
  for (const { kind, source, target } of changes) {
    const innovation = registry.connection(source, target)
    if (kind === 'split') registry.split(innovation, (node) => node % 2 === 0)
  }
}

function after(state: Innovations, changes: readonly Change[]): Innovations {
  const registry = new InnovationRegistry(state)
  apply(registry, changes)
  return registry.close()
}

test('an older state is never changed by a newer one', () => {
  fc.assert(
    fc.property(fc.array(change), fc.array(change), fc.array(change), (before, one, two) => {
      const old = after(Innovations.none(7), before)
      const record = old.toJson()
      const first = after(old, one)
      const second = after(old, two)
      expect(old.toJson()).toEqual(record)
      // Both continue the old state as if the other did not exist.
      expect(first.toJson()).toEqual(after(Innovations.fromJson(record, 7), one).toJson())
      expect(second.toJson()).toEqual(after(Innovations.fromJson(record, 7), two).toJson())
    }),
  )
})

test('two registries open at once on one state do not see each other', () => {
  const old = after(Innovations.none(7), [{ kind: 'connection', source: 0, target: 3 }])
  const left = new InnovationRegistry(old)
  const right = new InnovationRegistry(old)
  expect(left.connection(1, 3)).toBe(1)
  expect(right.connection(2, 3)).toBe(1)
  expect(left.close().toJson().connections).toEqual([0, 3, 1, 3])
  expect(right.close().toJson().connections).toEqual([0, 3, 2, 3])
})

test('a state survives JSON', () => {
  fc.assert(
    fc.property(fc.array(change), fc.array(change), (before, later) => {
      const state = after(Innovations.none(7), before)
      const copy = Innovations.fromJson(JSON.parse(JSON.stringify(state.toJson())), 7)
      expect(copy.toJson()).toEqual(state.toJson())
      expect(after(copy, later).toJson()).toEqual(after(state, later).toJson())
    }),
  )
})

test('with the scope of a generation, what arises again later gets a new number', () => {
  const first = new InnovationRegistry(Innovations.none(5), 'generation')
  const innovation = first.connection(0, 3)
  const split = first.split(innovation, nobodyHasIt)
  expect(first.connection(0, 3)).toBe(innovation)
  expect(first.split(innovation, nobodyHasIt)).toEqual(split)
  const later = new InnovationRegistry(first.close(), 'generation')
  expect(later.connection(0, 3)).not.toBe(innovation)
  expect(later.split(innovation, nobodyHasIt).node).not.toBe(split.node)
})

test('numbers given twice for the same ends survive save and load', () => {
  const first = new InnovationRegistry(Innovations.none(5), 'generation')
  first.connection(0, 3)
  const second = new InnovationRegistry(first.close(), 'generation')
  second.connection(0, 3)
  const state = second.close()
  expect(Innovations.fromJson(state.toJson(), 5).toJson()).toEqual(state.toJson())
  expect(state.toJson().connections).toEqual([0, 3, 0, 3])
})
