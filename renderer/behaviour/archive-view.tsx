// What a search has collected: MAP-Elites' grid, each cell the fittest of its behaviour, or the behaviours of novelty.
import { type JSX, type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import type { ArchiveView as Archive } from '../../core/api/genome-views.ts'
import { ExportMenu } from '../chart/chart-tools.tsx'
import { lookAtGenome } from '../network/network-choice.ts'
import { useRun } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { decimal, texts } from '../ui/texts.ts'
import { archiveTable, type DrawnCell, gridOf, pointsOf } from './archive-series.ts'
import { playBeside } from './behaviour-choice.ts'

const words = texts.behaviour.archive
const SIZE = 300

export function ArchiveView({ archive }: { readonly archive: Archive }): JSX.Element {
  switch (archive.kind) {
    case 'none':
      return <div className="empty">{words.empty}</div>
    case 'novelty':
      return <Points archive={archive} />
    case 'elites':
      return <Grid archive={archive} />
  }
}

function Points({ archive }: { readonly archive: Extract<Archive, { kind: 'novelty' }> }): JSX.Element {
  const points = useMemo(() => pointsOf(archive), [archive])
  const said = words.novelty(archive.total)
  return (
    <Sheet archive={archive}>
      <svg viewBox={`-4 -4 ${SIZE + 8} ${SIZE + 8}`} role="img" aria-label={words.drawing(said)}>
        <rect className="archive-ground" width={SIZE} height={SIZE} />
        {points.map(({ x, y }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: behaviours have no name but their place
          <circle key={at} className="archive-point" cx={x * SIZE} cy={(1 - y) * SIZE} r={2.5} />
        ))}
      </svg>
      <div className="archive-side">
        <p className="soft">{said}</p>
        <Axes axes={archive.axes} />
      </div>
    </Sheet>
  )
}

function Grid({ archive }: { readonly archive: Extract<Archive, { kind: 'elites' }> }): JSX.Element {
  const isLowBetter = useRun((run) => run.goal === 'minimise')
  const grid = useMemo(() => gridOf(archive, isLowBetter), [archive, isLowBetter])
  const [chosen, setChosen] = useState<number | null>(null)
  const { columns, rows, cells, isFolded } = grid
  const [width, height] = [SIZE / columns, SIZE / Math.max(rows, columns / 6)]
  const current = cells.find(({ elite }) => elite.cell === chosen) ?? null
  const said = words.elites(archive.total, archive.cellsPerAxis ** Math.max(1, archive.axes.length))
  return (
    <Sheet archive={archive}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldset */}
      <svg
        viewBox={`-2 -2 ${SIZE + 4} ${height * rows + 4}`}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the cells are gone through by keys
        tabIndex={0}
        aria-label={words.drawing(said)}
        onKeyDown={(event) => {
          const next = neighbour(event, current, grid)
          if (next === null) return
          event.preventDefault()
          setChosen(next.elite.cell)
        }}
      >
        <rect className="archive-ground" width={SIZE} height={height * rows} />
        {cells.map(({ elite, column, row, shade }) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: keys go through the cells of the whole drawing
          <rect
            key={elite.cell}
            className={elite.cell === chosen ? 'archive-cell chosen' : 'archive-cell'}
            data-cell={elite.cell}
            x={column * width}
            y={(rows - 1 - row) * height}
            width={width}
            height={height}
            fillOpacity={0.15 + 0.85 * shade}
            onClick={() => setChosen(elite.cell)}
          >
            <title>{cellWords(elite.behaviour, archive.axes, elite.fitness)}</title>
          </rect>
        ))}
      </svg>
      <div className="archive-side">
        <p className="soft">{said}</p>
        <Axes axes={archive.axes} />
        {isFolded ? <p className="soft">{words.best}</p> : null}
        <Chosen cell={current} axes={archive.axes} />
      </div>
    </Sheet>
  )
}

interface SheetProps {
  readonly archive: Exclude<Archive, { kind: 'none' }>
  readonly children: ReactNode
}

function Sheet({ archive, children }: SheetProps): JSX.Element {
  const drawing = useRef<HTMLDivElement>(null)
  return (
    <div
      className="archive"
      ref={drawing}
      data-testid="archive"
      data-kind={archive.kind}
      data-cells={archive.total}
    >
      {children}
      <span data-not-exported>
        <ExportMenu
          name="archive"
          title={words.title}
          drawing={drawing}
          table={() => archiveTable(archive, texts.fitness.title)}
        />
      </span>
    </div>
  )
}

interface ChosenProps {
  readonly cell: DrawnCell | null
  readonly axes: Extract<Archive, { kind: 'elites' }>['axes']
}

function Chosen({ cell, axes }: ChosenProps): JSX.Element {
  if (cell === null) return <p className="archive-chosen" role="status" />
  const { elite } = cell
  const shown = { kind: 'elite', cell: elite.cell } as const
  return (
    <div className="archive-chosen">
      <span role="status">{cellWords(elite.behaviour, axes, elite.fitness)}</span>
      <Button className="small" onClick={() => lookAtGenome(shown)}>
        {words.show}
      </Button>
      <Button className="small" onClick={() => playBeside(shown)}>
        {words.play}
      </Button>
    </div>
  )
}

function Axes({ axes }: { readonly axes: ChosenProps['axes'] }): JSX.Element {
  const marks = ['→ ', '↑ ']
  return (
    <p className="soft">
      {axes.map(({ name, low, high }, at) => `${marks[at] ?? ''}${words.range(name, low, high)}`).join(' · ')}
    </p>
  )
}

function cellWords(behaviour: readonly number[], axes: ChosenProps['axes'], fitness: number): string {
  const at = axes.map(({ name }, axis) => `${name} ${decimal(behaviour[axis] ?? 0, 2)}`).join(', ')
  return words.cell(at, fitness)
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** The nearest cell in the direction of an arrow key; of no cell the fittest. */
function neighbour(
  { key }: KeyboardEvent,
  current: DrawnCell | null,
  { cells }: ReturnType<typeof gridOf>,
): DrawnCell | null {
  const step = STEPS[key]
  if (step === undefined) return null
  if (current === null) return cells.toSorted((a, b) => b.shade - a.shade)[0] ?? null
  const [dx, dy] = step
  const ahead = cells.filter(
    ({ column, row }) => (column - current.column) * dx + (row - current.row) * dy > 0,
  )
  const distance = ({ column, row }: DrawnCell) => {
    const along = Math.abs((column - current.column) * dx + (row - current.row) * dy)
    const aside = Math.abs((column - current.column) * dy) + Math.abs((row - current.row) * dx)
    return along + 3 * aside
  }
  return ahead.toSorted((a, b) => distance(a) - distance(b))[0] ?? null
}
