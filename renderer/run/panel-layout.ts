// Where the run screen's panels are: the arrangement that a person begins with, and what is made of a remembered one,
// which may be of another version of Neatwork. Knows nothing of what a panel shows.
import {
  normalizeWorkspaceModel,
  type SplitNode,
  type TabNode,
  type TabsetNode,
  type WorkspaceModel,
  type WorkspaceNode,
} from 'react-resizable-panels'

/** Every panel there may be. */
export type PanelId =
  | 'fitness'
  | 'complexity'
  | 'species'
  | 'log'
  | 'network'
  | 'behaviour'
  | 'cluster'
  | 'islands'

/** Places of the first arrangement; panels of one place are tabs of each other, in the registry's order. */
export type PanelPlace = 'top-left' | 'bottom-left' | 'top-right' | 'bottom-right'

export interface PlacedPanel {
  readonly id: PanelId
  readonly title: string
  readonly place: PanelPlace
}

export type PanelModel = WorkspaceModel<null, null>
type PanelNode = WorkspaceNode<null, null>

/** As it is remembered. `known` tells panels that were hidden from those that didn't exist yet. */
interface SavedLayout {
  readonly version: 1
  readonly known: readonly string[]
  readonly model: PanelModel
}

const COLUMNS: readonly { size: number; places: readonly { place: PanelPlace; size: number }[] }[] = [
  {
    size: 54,
    places: [
      { place: 'top-left', size: 54 },
      { place: 'bottom-left', size: 46 },
    ],
  },
  {
    size: 46,
    places: [
      { place: 'top-right', size: 54 },
      { place: 'bottom-right', size: 46 },
    ],
  },
]

export function firstModel(panels: readonly PlacedPanel[]): PanelModel {
  const columns = COLUMNS.flatMap(({ size, places }, index) => {
    const stacks = places.flatMap(({ place, size: height }) => stackOf(panels, place, height))
    return stacks.length === 0 ? [] : [split(`column-${index}`, 'vertical', stacks, size)]
  })
  const model = { version: 1, root: split('columns', 'horizontal', columns) } as const
  return normalizeWorkspaceModel<null, null>(model) ?? { version: 1, root: stack('empty', []) }
}

/** The remembered arrangement, or the first one where there is none that can be read. */
export function restoredModel(saved: unknown, panels: readonly PlacedPanel[]): PanelModel {
  if (!isSaved(saved)) return firstModel(panels)
  const byId = new Map<string, PlacedPanel>(panels.map((panel) => [panel.id, panel]))
  const model = normalizeWorkspaceModel<null, null>(saved.model, {
    mapTab: ({ id }) => {
      const panel = byId.get(id)
      return panel === undefined ? null : tabOf(panel)
    },
  })
  if (model === null) return firstModel(panels)
  const added = panels.filter(({ id }) => !saved.known.includes(id))
  return added.reduce((soFar, panel) => withPanel(soFar, panel, panels), model)
}

export function savedLayout(model: PanelModel, panels: readonly PlacedPanel[]): SavedLayout {
  return { version: 1, known: panels.map(({ id }) => id), model }
}

export function shownPanels({ root, floating = [] }: PanelModel): ReadonlySet<string> {
  return new Set([root, ...floating].flatMap(stacksOf).flatMap(({ tabs }) => tabs.map(({ id }) => id)))
}

/** The stack that a panel joins when it is shown again: that of its neighbours in the first arrangement, else any. */
export function homeOf(model: PanelModel, panel: PlacedPanel, panels: readonly PlacedPanel[]): string {
  const neighbours = new Set(
    panels.filter(({ place }) => place === panel.place).map(({ id }) => id as string),
  )
  const stacks = stacksOf(model.root)
  const near = stacks.find(({ tabs }) => tabs.some(({ id }) => neighbours.has(id)))
  return (near ?? stacks[0])?.id ?? ''
}

/** Behind what is selected: a panel that comes with a new version takes nobody's place. */
function withPanel(model: PanelModel, panel: PlacedPanel, panels: readonly PlacedPanel[]): PanelModel {
  const home = homeOf(model, panel, panels)
  const add = (node: PanelNode): PanelNode => {
    if (node.type === 'split') return { ...node, children: node.children.map(add) }
    if (node.id !== home || node.tabs.some(({ id }) => id === panel.id)) return node
    const tabs = [...node.tabs, tabOf(panel)]
    return { ...node, tabs, selectedId: node.selectedId ?? panel.id }
  }
  return { ...model, root: add(model.root) }
}

function stackOf(panels: readonly PlacedPanel[], place: PanelPlace, size: number): TabsetNode<null, null>[] {
  const here = panels.filter((panel) => panel.place === place)
  return here.length === 0 ? [] : [stack(place, here.map(tabOf), size)]
}

function stack(id: string, tabs: TabNode<null>[], size?: number): TabsetNode<null, null> {
  return { type: 'tabset', id, size, tabs, selectedId: tabs[0]?.id }
}

function split(
  id: string,
  orientation: 'horizontal' | 'vertical',
  children: PanelNode[],
  size?: number,
): SplitNode<null, null> {
  return { type: 'split', id, orientation, children, size }
}

function tabOf({ id, title }: PlacedPanel): TabNode<null> {
  return { id, title, data: null }
}

function stacksOf(node: PanelNode): readonly TabsetNode<null, null>[] {
  return node.type === 'split' ? node.children.flatMap(stacksOf) : [node]
}

function isSaved(value: unknown): value is SavedLayout {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    value.version === 1 &&
    'known' in value &&
    Array.isArray(value.known) &&
    'model' in value
  )
}
