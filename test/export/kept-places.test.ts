// Nodes keep their places while a genome grows, shrinks and grows again: champions of short runs that mutate much.
import { describe, expect, test } from 'vitest'
import { layoutNetwork, type NetworkLayout } from '../../core/export/network-layout.ts'
import { genomeToJson } from '../../core/neat/genome-codec.ts'
import type { GenomeJson } from '../../core/network/genome-json.ts'
import { evolutionOf, generationsOf, runConfigOf } from '../run/support.ts'

async function grownGenomes(
  seed: number,
  kind: 'feed-forward' | 'recurrent',
): Promise<readonly GenomeJson[]> {
  const config = runConfigOf({
    seed,
    neat: {
      populationSize: 30,
      network: { kind },
      structure: { addNodeRate: 0.6, addConnectionRate: 0.6, deleteConnectionRate: 0.1 },
    },
  })
  const outcomes = await generationsOf(evolutionOf(config), 40)
  return outcomes.flatMap(({ population, snapshot }) => {
    const genome = population.genomes.find(({ id }) => id === snapshot.champion.genomeId)
    return genome === undefined ? [] : [genomeToJson(genome, kind)]
  })
}

function layoutsOf(genomes: readonly GenomeJson[]): readonly NetworkLayout[] {
  const layouts: NetworkLayout[] = []
  for (const genome of genomes) layouts.push(layoutNetwork(genome, layouts.at(-1) ?? null))
  return layouts
}

describe.each(['feed-forward', 'recurrent'] as const)('while a %s genome grows', (kind) => {
  test.each([1, 2, 3])('its nodes keep their places: seed %i', async (seed) => {
    const layouts = layoutsOf(await grownGenomes(seed, kind))
    let [kept, moved] = [0, 0]
    layouts.slice(1).forEach((now, at) => {
      const before = new Map(layouts[at]?.nodes.map((node) => [node.id, node]))
      for (const node of now.nodes) {
        const was = before.get(node.id)
        if (was === undefined) continue
        if (was.x === node.x && was.y === node.y) kept++
        else moved++
        if (node.role !== 'hidden') expect(node.y, `node ${node.id}`).toBe(was.y)
        if (node.role !== 'hidden' || node.y === was.y)
          expect(node.x, `node ${node.id}`).toBeGreaterThanOrEqual(was.x)
      }
    })
    expect(kept).toBeGreaterThan(120)
    // Only those move that an edge pushes on.
    expect(moved / (kept + moved)).toBeLessThan(0.12)
  })

  test.each([1, 2, 3])(
    'edges lead from left to right, and no two nodes lie on each other: seed %i',
    async (seed) => {
      for (const { nodes, edges } of layoutsOf(await grownGenomes(seed, kind))) {
        for (const { from, to, shape } of edges) if (shape === 'level') expect(to.x).toBeGreaterThan(from.x)
        for (const [at, one] of nodes.entries()) {
          const near = nodes
            .slice(at + 1)
            .filter(({ x, y }) => Math.abs(x - one.x) < 30 && Math.abs(y - one.y) < 30)
          expect(near).toEqual([])
        }
      }
    },
  )
})

test('a genome that comes back finds its places, and so do nodes that were gone', async () => {
  const genomes = await grownGenomes(4, 'feed-forward')
  const [small, large] = [genomes[8] as GenomeJson, genomes[30] as GenomeJson]
  const first = layoutNetwork(small)
  const grown = layoutNetwork(large, first)
  const again = layoutNetwork(large, layoutNetwork(small, grown))
  const places = ({ nodes }: NetworkLayout) => nodes.map(({ id, x, y }) => [id, x, y])
  expect(places(again)).toEqual(places(grown))
})
