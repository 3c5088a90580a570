import { describe, expect, test } from 'vitest'
import {
  firstModel,
  homeOf,
  type PlacedPanel,
  restoredModel,
  savedLayout,
  shownPanels,
} from '../../renderer/run/panel-layout.ts'

const fitness: PlacedPanel = { id: 'fitness', title: 'Fitness', place: 'top-left' }
const complexity: PlacedPanel = { id: 'complexity', title: 'Complexity', place: 'top-left' }
const network: PlacedPanel = { id: 'network', title: 'Network', place: 'top-right' }
const cluster: PlacedPanel = { id: 'cluster', title: 'Workers', place: 'bottom-right' }
const panels = [fitness, complexity, network, cluster]

/** As it comes back from storage. */
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('the arrangement of the run screen', () => {
  test('shows every panel at first, those of one place as tabs of each other', () => {
    const model = firstModel(panels)
    expect([...shownPanels(model)].sort()).toEqual(['cluster', 'complexity', 'fitness', 'network'])
    expect(homeOf(model, fitness, panels)).toBe(homeOf(model, complexity, panels))
    expect(homeOf(model, fitness, panels)).not.toBe(homeOf(model, network, panels))
  })

  test('is restored as it was left', () => {
    const left = firstModel([network, fitness])
    const saved = stored(savedLayout(left, panels))
    expect([...shownPanels(restoredModel(saved, panels))].sort()).toEqual(['fitness', 'network'])
  })

  test('of an older version takes in panels that didn’t exist, and not those that were hidden', () => {
    const saved = stored(savedLayout(firstModel([fitness]), [fitness, network]))
    expect([...shownPanels(restoredModel(saved, panels))].sort()).toEqual([
      'cluster',
      'complexity',
      'fitness',
    ])
  })

  test('of a newer version lets go of panels that nobody knows', () => {
    const saved = stored(savedLayout(firstModel(panels), panels))
    expect([...shownPanels(restoredModel(saved, [fitness]))]).toEqual(['fitness'])
  })

  test('takes titles from this version', () => {
    const saved = stored(savedLayout(firstModel([fitness]), [fitness]))
    const root = restoredModel(saved, [{ ...fitness, title: 'Fitness of today' }]).root
    expect(root.type === 'tabset' && root.tabs[0]?.title).toBe('Fitness of today')
  })

  test.each([
    [null],
    [7],
    [{}],
    [{ version: 2, known: [], model: {} }],
    [{ version: 1, known: [], model: 'x' }],
  ])('is the first one where %j was remembered', (saved) => {
    expect(restoredModel(saved, panels)).toEqual(firstModel(panels))
  })
})
