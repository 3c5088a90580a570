import { describe, expect, test } from 'vitest'
import type { NetworkLayout } from '../../core/export/network-layout.ts'
import { forceLayout } from '../../renderer/network/force-layout.ts'
import { madeUpGenome } from './made-up-genome.ts'

const places = ({ nodes }: NetworkLayout) => nodes.map(({ id, x, y }) => [id, x, y])

describe('a drawing by forces', () => {
  test('is the same for the same genome', () => {
    const genome = madeUpGenome(3, { hidden: 30, connections: 90 })
    expect(places(forceLayout(genome))).toEqual(places(forceLayout(genome)))
  })

  test('leaves every node room, and lies within its box', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const { nodes, box } = forceLayout(madeUpGenome(seed, { hidden: 40, connections: 120 }))
      for (const [at, one] of nodes.entries()) {
        for (const other of nodes.slice(at + 1)) {
          expect(Math.hypot(one.x - other.x, one.y - other.y), `seed ${seed}`).toBeGreaterThan(30)
        }
        expect(one.x > box.x && one.x < box.x + box.width, `seed ${seed}`).toBe(true)
        expect(one.y > box.y && one.y < box.y + box.height, `seed ${seed}`).toBe(true)
      }
    }
  })

  test('has inputs left of outputs', () => {
    const { nodes } = forceLayout(madeUpGenome(2, { hidden: 20, connections: 60 }))
    const xs = (role: string) => nodes.filter((node) => node.role === role).map(({ x }) => x)
    expect(Math.max(...xs('input'))).toBeLessThan(Math.min(...xs('output')))
  })

  test('keeps every node that was there in its place', () => {
    const whole = madeUpGenome(5, { hidden: 30, connections: 90 })
    const kept = new Set(whole.nodes.slice(0, -8).map(({ id }) => id))
    const part = {
      ...whole,
      nodes: whole.nodes.filter(({ id }) => kept.has(id)),
      connections: whole.connections.filter(({ source, target }) => kept.has(source) && kept.has(target)),
    }
    const before = forceLayout(part)
    const after = forceLayout(whole, before)
    expect(places(after).filter(([id]) => kept.has(id ?? -1))).toEqual(places(before))
    expect(places(forceLayout(whole, forceLayout(part, after)))).toEqual(places(after))
  })
})
