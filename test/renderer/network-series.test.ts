import { describe, expect, test } from 'vitest'
import type { ArchiveView, BirthView } from '../../core/api/genome-views.ts'
import { pointAt } from '../../core/export/edge-route.ts'
import { layoutNetwork } from '../../core/export/network-layout.ts'
import { archiveTable, gridOf, pointsOf } from '../../renderer/behaviour/archive-series.ts'
import { curveOf, curveTable } from '../../renderer/behaviour/curve-series.ts'
import { findInLayout } from '../../renderer/network/find-in-layout.ts'
import { additionsOf } from '../../renderer/network/gene-words.ts'
import { lineageRows } from '../../renderer/network/lineage-rows.ts'
import { madeUpGenome } from './made-up-genome.ts'

describe('a lineage', () => {
  const line = [born(9, [8, 7]), born(8, [6]), born(6, [5, 5]), born(5, [2], [14]), born(2, [1]), born(1, [])]

  test('has births that changed weights only counted together, the first and the last alone', () => {
    const rows = lineageRows(
      { line, beside: [born(7, [3])], isCut: false, addedBy: [], migrant: null },
      new Set(),
    )
    const told = rows.map((row) => (row.kind === 'birth' ? row.birth.id : row.births.map(({ id }) => id)))
    expect(told).toEqual([9, [8, 6], 5, [2], 1])
    expect(rows[0]).toMatchObject({ beside: { id: 7, generation: 7 } })
  })

  test('shows those alone that somebody opened, and no second parent where both are one', () => {
    const rows = lineageRows({ line, beside: [], isCut: false, addedBy: [], migrant: null }, new Set([8, 6]))
    expect(rows.map((row) => row.kind)).toEqual(['birth', 'birth', 'birth', 'birth', 'between', 'birth'])
    expect(rows[2]).toMatchObject({ beside: null })
    expect(rows[0]).toMatchObject({ beside: { id: 7, generation: null } })
  })
})

test('a hidden node came with the first of its connections', () => {
  const genome = madeUpGenome(1, { hidden: 3, connections: 30 })
  const addedBy = genome.connections.map(({ innovation }) => ({
    innovation,
    id: 100 + innovation,
    generation: 1,
  }))
  const { ofNode } = additionsOf(genome, addedBy)
  for (const node of genome.nodes) {
    const own = genome.connections.filter(({ source, target }) => source === node.id || target === node.id)
    const first = Math.min(...own.map(({ innovation }) => innovation))
    expect(ofNode.get(node.id)?.id).toBe(node.role === 'hidden' ? 100 + first : undefined)
  }
})

test('every node and every connection of a drawing is found where it lies', () => {
  const layout = layoutNetwork(madeUpGenome(4, { hidden: 12, connections: 40 }))
  for (const { id, x, y } of layout.nodes) {
    expect(findInLayout(layout, { x: x + 3, y: y - 2, reach: 4 })).toEqual({ kind: 'node', id })
  }
  for (const edge of layout.edges) {
    const found = findInLayout({ nodes: [], edges: [edge] }, { ...pointAt(edge, 0.4), reach: 4 })
    expect(found).toEqual({ kind: 'connection', innovation: edge.innovation })
  }
  expect(findInLayout(layout, { x: -500, y: -500, reach: 4 })).toBe(null)
})

describe('an archive', () => {
  const axes = ['x', 'y', 'z'].map((name) => ({ name, low: 0, high: 10 }))
  const elite = (cell: number, fitness: number) => ({ cell, fitness, id: cell, behaviour: [] })

  test('of a grid has its cells at the place of their axes', () => {
    const archive = elites(axes.slice(0, 2), [elite(0, 1), elite(7, 3), elite(15, 2)])
    const { cells, isFolded } = gridOf(archive)
    expect(cells.map(({ column, row, shade }) => [column, row, shade])).toEqual([
      [0, 0, 0],
      [1, 3, 1],
      [3, 3, 0.5],
    ])
    expect(isFolded).toBe(false)
  })

  test('of three axes shows the fittest along the third, the least fit where fitness is to be low', () => {
    const archive = elites(axes, [elite(16, 1), elite(17, 5), elite(18, 3)])
    expect(gridOf(archive).cells.map((cell) => cell.elite.cell)).toEqual([17])
    expect(gridOf(archive, true).cells.map((cell) => cell.elite.cell)).toEqual([16])
    expect(gridOf(archive).isFolded).toBe(true)
  })

  test('of novelty has points within its frame', () => {
    const points = pointsOf({
      kind: 'novelty',
      axes: axes.slice(0, 2),
      total: 2,
      points: [
        [5, 10],
        [-3, 40],
      ],
    })
    expect(points).toEqual([
      { x: 0.5, y: 1 },
      { x: 0, y: 1 },
    ])
  })

  function elites(
    of: typeof axes,
    cells: ReturnType<typeof elite>[],
  ): Extract<ArchiveView, { kind: 'elites' }> {
    return { kind: 'elites', axes: of, cellsPerAxis: 4, cells, total: cells.length }
  }
})

test('a curve goes from left to right whatever the order of its rows', () => {
  const rows = [3, 1, 2].map((x) => ({ inputs: [x], wanted: [x], outputs: [-x] }))
  const { wanted, answers } = curveOf(rows, 0, { width: 116, height: 116 })
  expect(wanted.match(/[ML](\d+)/g)).toEqual(['M8', 'L58', 'L108'])
  // What rises on one line falls on the other.
  expect(Number(wanted.split(' ').at(-1))).toBe(8)
  expect(Number(answers.split(' ').at(-1))).toBe(108)
})

function born(id: number, parents: readonly number[], added: readonly number[] = []): BirthView {
  return { id, generation: id, parents, added }
}

test('an archive and a curve are taken along as tables', () => {
  const axes = [{ name: 'x', low: 0, high: 1 }]
  const cells = [{ cell: 3, fitness: 2, id: 7, behaviour: [0.4] }]
  const elites = { kind: 'elites', axes, cellsPerAxis: 8, cells, total: 1 } as const
  expect(archiveTable(elites, 'fitness')).toEqual({ columns: ['x', 'fitness'], rows: [[0.4, 2]] })
  const novelty = { kind: 'novelty', axes, points: [[0.1], [0.9]], total: 2 } as const
  expect(archiveTable(novelty, 'fitness')).toEqual({ columns: ['x'], rows: [[0.1], [0.9]] })
  const names = { inputs: ['a'], outputs: ['b'], wanted: (name: string) => `${name}, wanted` }
  expect(curveTable([{ inputs: [1], wanted: [3], outputs: [2] }], names)).toEqual({
    columns: ['a', 'b', 'b, wanted'],
    rows: [[1, 2, 3]],
  })
})
