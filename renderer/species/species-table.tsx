// The living species, a row each, with a picture of the champion.
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type JSX, useState } from 'react'
import { MOST_CHAMPIONS } from '../../core/api/limits.ts'
import type { SpeciesChampion } from '../../core/api/species-look.ts'
import type { GenerationSnapshot } from '../../core/run/snapshot.ts'
import { NetworkThumbnail } from '../network/thumbnail.tsx'
import { directionOf, SortHead } from '../ui/sort-head.tsx'
import { decimal, number, texts } from '../ui/texts.ts'
import { speciesColour } from './species-colour.ts'
import {
  COLUMNS,
  LARGEST_FIRST,
  type LivingSpecies,
  livingSpecies,
  orderAfterClick,
  type SortOrder,
} from './species-rows.ts'
import { useChampions } from './use-champions.ts'

const words = texts.species

interface SpeciesTableProps {
  readonly snapshot: GenerationSnapshot | undefined
  readonly onChoose: (species: number) => void
}

export function SpeciesTable({ snapshot, onChoose }: SpeciesTableProps): JSX.Element {
  const [order, setOrder] = useState<SortOrder>(LARGEST_FIRST)
  const [page, setPage] = useState(0)
  const all = livingSpecies(snapshot, order)
  const last = Math.max(0, Math.ceil(all.length / MOST_CHAMPIONS) - 1)
  const first = Math.min(page, last) * MOST_CHAMPIONS
  const rows = all.slice(first, first + MOST_CHAMPIONS)
  const champions = useChampions(
    rows.map(({ id }) => id),
    snapshot?.generation ?? -1,
  )
  return (
    <div className="species-table" data-testid="species-table">
      <table>
        <Head order={order} onOrder={setOrder} />
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} champion={champions.get(row.id)} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
      {last === 0 ? null : (
        <div className="pages">
          <button
            type="button"
            className="tool"
            aria-label={words.previous}
            disabled={first === 0}
            onClick={() => setPage(Math.min(page, last) - 1)}
          >
            <ChevronLeft size={16} aria-hidden />
          </button>
          <span>{words.page(first + 1, first + rows.length, all.length)}</span>
          <button
            type="button"
            className="tool"
            aria-label={words.next}
            disabled={page >= last}
            onClick={() => setPage(page + 1)}
          >
            <ChevronRight size={16} aria-hidden />
          </button>
        </div>
      )}
    </div>
  )
}

interface HeadProps {
  readonly order: SortOrder
  readonly onOrder: (order: SortOrder) => void
}

function Head({ order, onOrder }: HeadProps): JSX.Element {
  return (
    <thead>
      <tr>
        {COLUMNS.map((column) => (
          <SortHead
            key={column}
            title={words.columns[column]}
            hint={words.columnHints[column]}
            direction={directionOf({ by: order.column, isDescending: order.isDescending }, column)}
            onSort={() => onOrder(orderAfterClick(order, column))}
          />
        ))}
        <th>{words.picture}</th>
      </tr>
    </thead>
  )
}

interface RowProps {
  readonly row: LivingSpecies
  readonly champion: SpeciesChampion | undefined
  readonly onChoose: (species: number) => void
}

function Row({ row, champion, onChoose }: RowProps): JSX.Element {
  const { id, age, size, best, stagnation, offspring } = row
  return (
    <tr data-testid="species-row" data-species={id}>
      <td>
        <button type="button" className="species-name" onClick={() => onChoose(id)}>
          <i style={{ background: speciesColour(id) }} />
          {words.name(id)}
        </button>
      </td>
      <td>{number(age)}</td>
      <td>{number(size)}</td>
      <td>{decimal(best)}</td>
      <td>{number(stagnation)}</td>
      <td>{offspring === null ? '–' : words.share(offspring)}</td>
      <td>
        {champion === undefined ? (
          <span className="thumbnail" />
        ) : (
          <NetworkThumbnail genome={champion.genome} label={words.pictureOf(id)} />
        )}
      </td>
    </tr>
  )
}
