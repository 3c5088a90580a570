// An arrangement of the run's screen in which every panel is seen at once, as a person would remember one.

const COLUMNS = [
  ['fitness', 'complexity', 'species'],
  ['network', 'behaviour'],
  ['cluster', 'log'],
] as const

export const PANELS = COLUMNS.flat()

/** Preferences of the host by name, each as JSON. */
export function openPanels(): Readonly<Record<string, string>> {
  const stack = (id: string, size: number) => ({
    ...{ type: 'tabset', id, size, selectedId: id },
    tabs: [{ id, title: id, data: null }],
  })
  const column = (panels: readonly string[], index: number) => ({
    ...{ type: 'split', id: `column-${index}`, orientation: 'vertical', size: 100 / COLUMNS.length },
    children: panels.map((id) => stack(id, 100 / panels.length)),
  })
  const root = { type: 'split', id: 'columns', orientation: 'horizontal', children: COLUMNS.map(column) }
  return { 'layout.master': JSON.stringify({ version: 1, known: PANELS, model: { version: 1, root } }) }
}
