import { describe, expect, test } from 'vitest'
import { edgeWidth, isRecurrent, labelPoint, NODE_RADIUS, pointAt } from '../../core/export/edge-route.ts'
import { layoutNetwork, type NetworkLayout } from '../../core/export/network-layout.ts'
import type { ConnectionGeneJson, GenomeJson, NodeGeneJson } from '../../core/network/genome-json.ts'
import { madeUpGenome } from '../renderer/made-up-genome.ts'

const XOR = genome(2, 1, [
  [0, 2],
  [1, 2],
  [0, 3],
  [1, 3],
  [3, 2],
])

describe('the drawing of a genome', () => {
  test('has every node and every connection gene once, disabled ones too', () => {
    const { nodes, edges } = layoutNetwork(XOR)
    expect(nodes.map(({ id }) => id)).toEqual([0, 1, 2, 3])
    expect(edges.map(({ innovation }) => innovation)).toEqual([0, 1, 2, 3, 4])
  })

  test('has inputs on the left, outputs on the right and hidden nodes strictly between', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { nodes } = layoutNetwork(madeUpGenome(seed, { hidden: 25, connections: 80 }))
      const right = Math.max(...nodes.map(({ x }) => x))
      for (const { role, x } of nodes) {
        if (role === 'input') expect(x, `seed ${seed}`).toBe(0)
        else if (role === 'output') expect(x, `seed ${seed}`).toBe(right)
        else expect(x > 0 && x < right, `seed ${seed}`).toBe(true)
      }
    }
  })

  test('leaves room between the nodes of a layer', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { nodes } = layoutNetwork(madeUpGenome(seed, { hidden: 25, connections: 80 }))
      for (const one of nodes) {
        const close = nodes.filter(
          (other) => other.id !== one.id && other.x === one.x && Math.abs(other.y - one.y) < 3 * NODE_RADIUS,
        )
        expect(close, `seed ${seed}`).toEqual([])
      }
    }
  })

  test('lies within its box', () => {
    const { box, nodes } = layoutNetwork(madeUpGenome(3, { hidden: 40, connections: 100 }))
    for (const { x, y } of nodes) {
      expect(x).toBeGreaterThan(box.x)
      expect(x).toBeLessThan(box.x + box.width)
      expect(y).toBeGreaterThan(box.y)
      expect(y).toBeLessThan(box.y + box.height)
    }
  })

  test('keeps every node in its place when a gene is added', () => {
    const before = layoutNetwork(XOR)
    const grown = genome(2, 1, [
      [0, 2],
      [1, 2],
      [0, 3],
      [1, 3],
      [3, 2],
      [0, 4],
      [4, 2],
    ])
    expect(places(layoutNetwork(grown, before), [0, 1, 2, 3])).toEqual(places(before, [0, 1, 2, 3]))
  })

  test('moves nodes only to their new layer when one grows in between', () => {
    const before = layoutNetwork(XOR)
    const deeper = genome(2, 1, [
      [0, 2],
      [1, 2],
      [0, 3],
      [1, 3],
      [3, 2],
      [3, 4],
      [4, 2],
    ])
    expect(places(layoutNetwork(deeper, before), [0, 1, 3])).toEqual(places(before, [0, 1, 3]))
  })

  test('is the same for the same genome, also on top of itself', () => {
    const made = madeUpGenome(5, { hidden: 12, connections: 40 })
    const first = layoutNetwork(made)
    expect(layoutNetwork(made)).toEqual(first)
    expect(layoutNetwork(made, first)).toEqual(first)
  })

  test('copes with loops, and marks the edges that lead backwards', () => {
    const loops = genome(1, 1, [
      [0, 2],
      [2, 3],
      [3, 2],
      [2, 2],
      [3, 1],
      [1, 2],
    ])
    const { edges } = layoutNetwork(loops)
    const backwards = edges.filter(isRecurrent).map(({ source, target }) => [source, target])
    expect(backwards).toEqual([
      [3, 2],
      [2, 2],
      [1, 2],
    ])
  })

  test('of a thousand nodes and five thousand connections is whole', () => {
    const made = madeUpGenome(1, { hidden: 980, connections: 5000 })
    const { nodes, edges } = layoutNetwork(made)
    expect(nodes).toHaveLength(1000)
    expect(edges).toHaveLength(made.connections.length)
  })
})

describe('an edge', () => {
  test('passes no node that it does not belong to, where there is room', () => {
    const straight = genome(1, 1, [
      [0, 2],
      [2, 3],
      [3, 1],
      [0, 1],
      [0, 3],
    ])
    const { nodes, edges } = layoutNetwork(straight)
    for (const edge of edges) {
      for (let share = 0.05; share < 1; share += 0.05) {
        const { x, y } = pointAt(edge, share)
        for (const node of nodes.filter(({ id }) => id !== edge.source && id !== edge.target)) {
          expect(Math.hypot(node.x - x, node.y - y)).toBeGreaterThan(NODE_RADIUS)
        }
      }
    }
  })

  test('has its label apart from those of the others, in a small network', () => {
    const labels = layoutNetwork(XOR).edges.map((edge) => labelPoint(edge, edge.labelAt))
    for (const [index, one] of labels.entries()) {
      for (const other of labels.slice(index + 1)) {
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(20)
      }
    }
  })

  test('is wider the more its weight, of either sign, and never wild', () => {
    const widths = [0, 0.5, 2, 8, 1e9].map(edgeWidth)
    expect(widths).toEqual([...widths].sort((a, b) => a - b))
    expect(edgeWidth(-3)).toBe(edgeWidth(3))
    expect(edgeWidth(1e9)).toBeLessThan(7)
  })
})

function places(layout: NetworkLayout, ids: readonly number[]): unknown {
  const heights = ids.map((id) => layout.nodes.find((node) => node.id === id)?.y)
  return heights
}

/** Connections as pairs of node ids; the second one is disabled. */
function genome(inputs: number, outputs: number, pairs: readonly [number, number][]): GenomeJson {
  const ids = [...new Set([...Array(inputs + outputs).keys(), ...pairs.flat()])].sort((a, b) => a - b)
  const nodes = ids.map(
    (id): NodeGeneJson => ({
      id,
      role: id < inputs ? 'input' : id < inputs + outputs ? 'output' : 'hidden',
      activation: 'sigmoid',
      aggregation: 'sum',
      bias: 0,
      response: 1,
    }),
  )
  const connections = pairs.map(
    ([source, target], innovation): ConnectionGeneJson => ({
      innovation,
      source,
      target,
      weight: innovation - 2,
      enabled: innovation !== 1,
    }),
  )
  return {
    format: 'neatwork-genome',
    version: 1,
    kind: 'recurrent',
    genomeId: 1,
    inputs,
    outputs,
    nodes,
    connections,
  }
}
