import { expect, test } from 'vitest'
import { genomeDifference } from '../../core/network/genome-difference.ts'
import type { GenomeJson } from '../../core/network/genome-json.ts'
import { madeUpGenome } from '../renderer/made-up-genome.ts'

const whole = madeUpGenome(1, { hidden: 12, connections: 40 })

function without(genome: GenomeJson, node: number): GenomeJson {
  const connections = genome.connections.filter(({ source, target }) => source !== node && target !== node)
  return { ...genome, nodes: genome.nodes.filter(({ id }) => id !== node), connections }
}

test('a genome differs in nothing from itself', () => {
  for (const genes of Object.values(genomeDifference(whole, whole))) expect(genes).toEqual([])
})

test('what one direction adds, the other removes', () => {
  const part = without(without(whole, 25), 30)
  const there = genomeDifference(part, whole)
  const back = genomeDifference(whole, part)
  expect(there.addedNodes.map(({ id }) => id)).toEqual([25, 30])
  expect(there.addedConnections.length).toBe(whole.connections.length - part.connections.length)
  expect(back.removedNodes).toEqual(there.addedNodes)
  expect(back.removedConnections).toEqual(there.addedConnections)
  expect([there.removedNodes, there.changedNodes, there.changedConnections]).toEqual([[], [], []])
})

test('other numbers and other switches of a gene are changes, with what was before', () => {
  const [first, second, ...others] = whole.connections
  if (first === undefined || second === undefined) throw new RangeError('there are connections')
  const connections = [{ ...first, weight: 9 }, { ...second, enabled: !second.enabled }, ...others]
  const nodes = whole.nodes.map((node) => (node.id === 22 ? { ...node, bias: node.bias + 1 } : node))
  const { changedConnections, changedNodes } = genomeDifference(whole, { ...whole, nodes, connections })
  expect(changedConnections.map(({ before }) => before)).toEqual([first, second])
  expect(changedConnections.map(({ now }) => now)).toEqual(connections.slice(0, 2))
  expect(changedNodes.map(({ now }) => now.id)).toEqual([22])
})
