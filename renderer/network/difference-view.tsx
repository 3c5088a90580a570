// Two genomes side by side, drawn with the same places: what one has and the other has not is marked on both.
import { type JSX, useMemo, useState } from 'react'
import type { GenomeView } from '../../core/api/genome-views.ts'
import { layoutNetwork } from '../../core/export/network-layout.ts'
import { withNames } from '../../core/export/svg.ts'
import { type GenomeDifference, genomeDifference } from '../../core/network/genome-difference.ts'
import type { ConnectionGeneJson } from '../../core/network/genome-json.ts'
import { useRun } from '../store.ts'
import { SmallChoice } from '../ui/small-choice.tsx'
import { texts } from '../ui/texts.ts'
import type { DrawingNames } from './drawing-messages.ts'
import { type Additions, NOTHING_KNOWN, namesOf, nodeName } from './gene-words.ts'
import type { ShownGenome } from './network-choice.ts'
import { type Marked, NetworkDrawing } from './network-drawing.tsx'
import { useChampions } from './use-champions.ts'
import { useGenome } from './use-genome.ts'
import { isLarge } from './use-network-layout.ts'
import { usePanZoom } from './use-pan-zoom.ts'

const words = texts.network
/** Differences that are listed; of more the drawing tells. */
const MOST_LISTED = 100

interface DifferenceViewProps {
  readonly genome: GenomeView
  readonly shown: ShownGenome
  readonly names: DrawingNames
  readonly additions: Additions
}

export function DifferenceView({ genome, shown, names, additions }: DifferenceViewProps): JSX.Element {
  const line = shown.kind === 'line' ? shown.line : (genome.species ?? 'run')
  const champions = useChampions(line)
  const latest = useRun((run) => run.history.at(-1))
  const [other, setOther] = useState('before')
  const earlier = champions.filter(
    ({ generation, hash }) => generation < genome.generation && hash !== genome.hash,
  )
  const before = other === 'first' ? earlier[0] : earlier.at(-1)
  const species = /^species (\d+)$/.exec(other)?.[1]
  const asked: ShownGenome =
    species === undefined
      ? { kind: 'line', line, at: before?.generation ?? genome.generation }
      : { kind: 'line', line: Number(species), at: 'newest' }
  const found = useGenome(asked)
  const options: (readonly [string, string])[] = [
    ['before', words.difference.before],
    ['first', words.difference.first],
    ...(latest?.species ?? []).map(({ id }): readonly [string, string] => [
      `species ${id}`,
      words.ofSpecies(id),
    ]),
  ]
  const isNothing = found.view === null || (species === undefined && before === undefined)
  return (
    <div className="difference" data-testid="difference">
      <div className="difference-head">
        <SmallChoice label={words.difference.other} value={other} options={options} onChange={setOther} />
      </div>
      {isNothing || found.view === null ? (
        <div className="empty">{words.difference.none}</div>
      ) : (
        <Compared before={found.view} now={genome} names={names} additions={additions} />
      )}
    </div>
  )
}

interface ComparedProps {
  readonly before: GenomeView
  readonly now: GenomeView
  readonly names: DrawingNames
  readonly additions: Additions
}

function Compared({ before, now, names, additions }: ComparedProps): JSX.Element {
  const difference = useMemo(() => genomeDifference(before.genome, now.genome), [before, now])
  const { addedNodes, removedNodes, changedNodes } = difference
  const { addedConnections, removedConnections, changedConnections } = difference
  const changed = changedNodes.length + changedConnections.length
  const summary = words.difference.summary(
    [addedNodes.length, removedNodes.length],
    [addedConnections.length, removedConnections.length],
    changed,
  )
  const isTooLarge = isLarge(before) || isLarge(now)
  return (
    <>
      {isTooLarge ? null : (
        <Pair before={before} now={now} names={names} additions={additions} difference={difference} />
      )}
      <section
        className="difference-list scrolled"
        aria-label={words.difference.list}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys
        tabIndex={0}
      >
        <p>{before.hash === now.hash ? words.difference.same : summary}</p>
        <ul>
          {sentences(difference, before, now, names)
            .slice(0, MOST_LISTED)
            .map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
        </ul>
      </section>
    </>
  )
}

function Pair({
  before,
  now,
  names,
  additions,
  difference,
}: ComparedProps & { readonly difference: GenomeDifference }): JSX.Element {
  const layouts = useMemo(() => {
    const later = layoutNetwork(now.genome)
    return { before: layoutNetwork(before.genome, later), now: later }
  }, [before, now])
  // Both show the same part, so that places can be compared.
  const box = layouts.now.box.width > layouts.before.box.width ? layouts.now.box : layouts.before.box
  const marks = useMemo(() => marksOf(difference), [difference])
  return (
    <div className="difference-pair">
      {(['before', 'now'] as const).map((side) => (
        <One
          key={side}
          genome={side === 'before' ? before : now}
          layout={layouts[side]}
          box={box}
          label={(side === 'before' ? words.difference.left : words.difference.right)(
            words.found(
              (side === 'before' ? before : now).generation,
              (side === 'before' ? before : now).fitness,
            ),
          )}
          names={names}
          additions={side === 'now' ? additions : NOTHING_KNOWN}
          marked={marks[side]}
        />
      ))}
    </div>
  )
}

interface OneProps {
  readonly genome: GenomeView
  readonly layout: ReturnType<typeof layoutNetwork>
  readonly box: ReturnType<typeof layoutNetwork>['box']
  readonly label: string
  readonly names: DrawingNames
  readonly additions: Additions
  readonly marked: Marked
}

function One({ genome, layout, box, label, names, additions, marked }: OneProps): JSX.Element {
  const [details, setDetails] = useState<string | null>(null)
  const named = useMemo(() => namesOf(genome.genome, names), [genome, names])
  const view = usePanZoom<SVGSVGElement>(withNames(box, layout.nodes, ({ id }) => named.get(id) ?? ''))
  return (
    <figure className="network-view">
      <figcaption className="soft">{label}</figcaption>
      <NetworkDrawing
        hash={genome.hash}
        label={label}
        layout={layout}
        names={named}
        additions={additions}
        marked={marked}
        view={view}
        onInspect={setDetails}
      />
      {details === null ? null : <p className="network-details">{details}</p>}
    </figure>
  )
}

function marksOf(difference: GenomeDifference): { readonly before: Marked; readonly now: Marked } {
  // Weights and biases change all over; what stands out is another function, and a switch.
  const changedNodes = difference.changedNodes
    .filter(
      ({ before, now }) => before.activation !== now.activation || before.aggregation !== now.aggregation,
    )
    .map(({ now }) => [now.id, 'changed'] as const)
  const changedConnections = difference.changedConnections
    .filter(({ before, now }) => before.enabled !== now.enabled)
    .map(({ now }) => [now.innovation, 'changed'] as const)
  const nodes = (genes: GenomeDifference['addedNodes'], mark: 'fresh' | 'lost') =>
    new Map([...changedNodes, ...genes.map(({ id }) => [id, mark] as const)])
  const connections = (genes: GenomeDifference['addedConnections'], mark: 'fresh' | 'lost') =>
    new Map([...changedConnections, ...genes.map(({ innovation }) => [innovation, mark] as const)])
  return {
    before: {
      nodes: nodes(difference.removedNodes, 'lost'),
      connections: connections(difference.removedConnections, 'lost'),
    },
    now: {
      nodes: nodes(difference.addedNodes, 'fresh'),
      connections: connections(difference.addedConnections, 'fresh'),
    },
  }
}

/** Every difference in words, structure first. */
function sentences(
  difference: GenomeDifference,
  before: GenomeView,
  now: GenomeView,
  names: DrawingNames,
): readonly string[] {
  const said = words.difference
  const all = new Map([...namesOf(before.genome, names), ...namesOf(now.genome, names)])
  const nameOf = (id: number) => all.get(id) ?? String(id)
  const arrow = ({ source, target }: ConnectionGeneJson) => said.arrow(nameOf(source), nameOf(target))
  return [
    ...difference.addedNodes.map((node) => said.addedNode(nodeName(node, names))),
    ...difference.removedNodes.map((node) => said.removedNode(nodeName(node, names))),
    ...difference.addedConnections.map((gene) => said.addedConnection(arrow(gene))),
    ...difference.removedConnections.map((gene) => said.removedConnection(arrow(gene))),
    ...difference.changedNodes.map(({ now: node }) => said.changedNode(nodeName(node, names))),
    ...difference.changedConnections.map(({ before: was, now: is }) =>
      was.enabled === is.enabled
        ? said.changedConnection(arrow(is), was.weight, is.weight)
        : said.switched(arrow(is), is.enabled),
    ),
  ]
}
