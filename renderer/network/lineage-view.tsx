// Whom a genome descends from, as a tree: down the trunk those whose structure it has, the other parents as branches.
import { type JSX, useEffect, useState } from 'react'
import type { BirthView, GenomeView, LineageView as Lineage } from '../../core/api/genome-views.ts'
import { command, messageOf } from '../store.ts'
import { Notice } from '../ui/notice.tsx'
import { texts } from '../ui/texts.ts'
import type { DrawingNames } from './drawing-messages.ts'
import { nodeName } from './gene-words.ts'
import { type LineageRow, lineageRows } from './lineage-rows.ts'
import { showGenome } from './network-choice.ts'

const words = texts.network.lineage
const MOST_BIRTHS = 500

interface LineageViewProps {
  readonly genome: GenomeView
  readonly names: DrawingNames
}

export function LineageView({ genome, names }: LineageViewProps): JSX.Element {
  const { lineage, error } = useLineage(genome.genome.genomeId)
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  if (error !== null) return <Notice tone="bad">{error}</Notice>
  if (lineage === null) return <div className="empty">{texts.network.loading}</div>
  if (lineage.line.length === 0) return <div className="empty">{words.empty}</div>
  const hiddenOf = hiddenNodesOf(genome, names)
  return (
    <div className="lineage scrolled" data-testid="lineage" data-births={lineage.line.length}>
      <ol aria-label={words.title}>
        {lineageRows(lineage, open).map((row) => (
          <Row
            key={row.kind === 'birth' ? row.birth.id : `between ${row.births[0]?.id}`}
            row={row}
            hiddenOf={hiddenOf}
            onOpen={(births) => setOpen(new Set([...open, ...births.map(({ id }) => id)]))}
          />
        ))}
      </ol>
      {lineage.isCut ? <p className="soft">{words.cut}</p> : null}
    </div>
  )
}

interface RowProps {
  readonly row: LineageRow
  readonly hiddenOf: (birth: BirthView) => readonly string[]
  readonly onOpen: (births: readonly BirthView[]) => void
}

function Row({ row, hiddenOf, onOpen }: RowProps): JSX.Element {
  if (row.kind === 'between') {
    return (
      <li className="between">
        <button type="button" className="link" onClick={() => onOpen(row.births)}>
          {words.between(row.births.length)}
        </button>
      </li>
    )
  }
  const { birth, beside } = row
  const nodes = hiddenOf(birth)
  return (
    <li className={birth.added.length > 0 ? 'birth grown' : 'birth'}>
      <GenomeLink id={birth.id} /> <span className="soft">{words.born(birth.generation)}</span>
      {birth.parents.length === 0 ? (
        <span> · {birth.home === undefined ? words.founder : texts.network.home(birth.home)}</span>
      ) : null}
      {nodes.length > 0 ? <strong> · {words.addedNode(nodes.join(', '))}</strong> : null}
      {birth.added.length > 0 ? <span> · {words.added(birth.added.length)}</span> : null}
      {beside === null ? null : (
        <div className="branch">
          {words.with(beside.id)}{' '}
          {beside.generation === null ? null : <span className="soft">{words.born(beside.generation)}</span>}
          {beside.home === null ? null : <span> · {texts.network.home(beside.home)}</span>}
        </div>
      )}
    </li>
  )
}

function GenomeLink({ id }: { readonly id: number }): JSX.Element {
  return (
    <button type="button" className="link" onClick={() => showGenome({ kind: 'genome', id })}>
      {words.genome(id)}
    </button>
  )
}

/** Names of the hidden nodes that came with a birth, of those that the genome still has. */
function hiddenNodesOf({ genome }: GenomeView, names: DrawingNames): (birth: BirthView) => readonly string[] {
  const connections = new Map(genome.connections.map((gene) => [gene.innovation, gene]))
  const hidden = new Map(
    genome.nodes.filter(({ role }) => role === 'hidden').map((node) => [node.id, nodeName(node, names)]),
  )
  return ({ added }) => {
    const genes = added.flatMap((innovation) => connections.get(innovation) ?? [])
    const into = new Set(genes.map(({ target }) => target))
    // A node that splits a connection comes with one into it and one out of it.
    const split = new Set(genes.map(({ source }) => source).filter((node) => into.has(node)))
    return [...split].flatMap((node) => hidden.get(node) ?? [])
  }
}

function useLineage(id: number): { readonly lineage: Lineage | null; readonly error: string | null } {
  const [found, setFound] = useState<{ id: number; lineage: Lineage | null; error: string | null } | null>(
    null,
  )
  useEffect(() => {
    let isWanted = true
    command('lineage', { id, most: MOST_BIRTHS }).then(
      (lineage) => isWanted && setFound({ id, lineage, error: null }),
      (reason) => isWanted && setFound({ id, lineage: null, error: messageOf(reason) }),
    )
    return () => {
      isWanted = false
    }
  }, [id])
  // What was found for the genome before stays until the new one's is there.
  return found ?? { lineage: null, error: null }
}
