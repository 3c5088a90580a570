// The drawing with its tools: arrangement, zoom, saving, and what is pointed at in words.
import { Maximize, Shuffle, ZoomIn, ZoomOut } from 'lucide-react'
import { type JSX, useMemo, useState } from 'react'
import type { GenomeView } from '../../core/api/genome-views.ts'
import { withNames } from '../../core/export/svg.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { SmallChoice } from '../ui/small-choice.tsx'
import { texts } from '../ui/texts.ts'
import { DrawingExport } from './drawing-export.tsx'
import type { DrawingNames, Found } from './drawing-messages.ts'
import { type Additions, connectionWords, namesOf, nodeWords } from './gene-words.ts'
import { LargeDrawing } from './large-drawing.tsx'
import { NETWORK_FORMS, useNetworkChoice } from './network-choice.ts'
import { NetworkDrawing } from './network-drawing.tsx'
import { NetworkLegend } from './network-legend.tsx'
import { isLarge, useFresh, useLargeLayout, useSmallLayout } from './use-network-layout.ts'
import { usePanZoom, ZOOM_STEP } from './use-pan-zoom.ts'

const words = texts.network

interface DrawingViewProps {
  readonly genome: GenomeView
  /** Genomes of one line are drawn on top of each other. */
  readonly line: string
  readonly names: DrawingNames
  readonly additions: Additions
  /** In words; by default when it was found and how fit it is. */
  readonly label?: string
}

export function DrawingView(props: DrawingViewProps): JSX.Element {
  const [round, setRound] = useState(0)
  const [details, setDetails] = useState<string | null>(null)
  const form = useNetworkChoice((choice) => choice.form)
  const Drawing = isLarge(props.genome) ? Large : Small
  return (
    <>
      <div className="network-view">
        {/* Another arrangement has another middle: it is seen whole first. */}
        <Drawing
          key={form}
          {...props}
          round={round}
          onArrange={() => setRound(round + 1)}
          onInspect={setDetails}
        />
        {details === null ? null : <p className="network-details">{details}</p>}
      </div>
      <NetworkLegend genome={props.genome.genome} />
    </>
  )
}

interface DrawingProps extends DrawingViewProps {
  readonly round: number
  readonly onArrange: () => void
  readonly onInspect: (details: string | null) => void
}

function Small({
  genome,
  line,
  names,
  additions,
  label,
  round,
  onArrange,
  onInspect,
}: DrawingProps): JSX.Element {
  const form = useNetworkChoice((choice) => choice.form)
  const layout = useSmallLayout(genome, form, round)
  const marked = useFresh(genome, line)
  const named = useMemo(() => namesOf(genome.genome, names), [genome, names])
  const box = useMemo(() => {
    return withNames(layout.box, layout.nodes, ({ id }) => named.get(id) ?? '')
  }, [layout, named])
  const view = usePanZoom<SVGSVGElement>(box)
  return (
    <>
      <NetworkDrawing
        hash={genome.hash}
        label={label ?? labelOf(genome)}
        layout={layout}
        names={named}
        additions={additions}
        marked={marked}
        view={view}
        onInspect={onInspect}
      />
      <Tools view={view} onArrange={onArrange}>
        <DrawingExport genome={genome} names={names} source={{ kind: 'layout', layout }} />
      </Tools>
    </>
  )
}

function Large({ genome, line, names, additions, round, onArrange, onInspect }: DrawingProps): JSX.Element {
  const form = useNetworkChoice((choice) => choice.form)
  const marked = useFresh(genome, line)
  const layout = useLargeLayout(genome, { names, form, round, marked })
  const named = useMemo(() => namesOf(genome.genome, names), [genome, names])
  if (layout.kind === 'failed') return <Notice tone="bad">{layout.message}</Notice>
  if (layout.kind === 'under way') return <div className="empty">{words.layingOut}</div>
  const { client, box, places, tookMs, version } = layout
  return (
    <LargeDrawing
      client={client}
      box={box}
      places={places}
      hash={genome.hash}
      label={labelOf(genome)}
      tookMs={tookMs}
      version={version}
      onFound={(found) => onInspect(foundWords(found, genome, named, additions))}
      tools={(view) => (
        <Tools view={view} onArrange={onArrange}>
          <DrawingExport genome={genome} names={names} source={{ kind: 'worker', client }} />
        </Tools>
      )}
    />
  )
}

function labelOf({ genome, generation, fitness }: GenomeView): string {
  const size = words.size(genome.nodes.length, genome.connections.length)
  return words.drawing(`${words.found(generation, fitness)}, ${size}`)
}

function foundWords(
  found: Found,
  { genome }: GenomeView,
  names: ReadonlyMap<number, string>,
  additions: Additions,
): string | null {
  if (found?.kind === 'node') {
    const node = genome.nodes.find(({ id }) => id === found.id)
    return node === undefined
      ? null
      : nodeWords(node, names.get(node.id) ?? '', additions.ofNode.get(node.id))
  }
  if (found?.kind === 'connection') {
    const gene = genome.connections.find(({ innovation }) => innovation === found.innovation)
    return gene === undefined
      ? null
      : connectionWords(gene, names, additions.ofConnection.get(gene.innovation))
  }
  return null
}

interface ToolsProps {
  readonly view: { zoomBy(factor: number): void; fit(): void }
  readonly onArrange: () => void
  readonly children: JSX.Element
}

function Tools({ view, onArrange, children }: ToolsProps): JSX.Element {
  const form = useNetworkChoice((choice) => choice.form)
  return (
    <div className="network-tools">
      <span data-testid="network-form">
        <SmallChoice
          label={words.form}
          isLabelSeen={false}
          value={form}
          options={NETWORK_FORMS.map((one) => [one, words.forms[one]] as const)}
          onChange={(value) =>
            useNetworkChoice.setState({ form: NETWORK_FORMS.find((one) => one === value) ?? 'layered' })
          }
        />
      </span>
      <Button
        className="small"
        icon={Shuffle}
        aria-label={words.tidy}
        title={words.tidy}
        testId="tidy-network"
        onClick={onArrange}
      />
      <Button
        className="small"
        icon={ZoomOut}
        aria-label={words.zoomOut}
        title={words.zoomOut}
        onClick={() => view.zoomBy(1 / ZOOM_STEP)}
      />
      <Button
        className="small"
        icon={ZoomIn}
        aria-label={words.zoomIn}
        title={words.zoomIn}
        onClick={() => view.zoomBy(ZOOM_STEP)}
      />
      <Button
        className="small"
        icon={Maximize}
        aria-label={words.fit}
        title={words.fit}
        onClick={() => view.fit()}
      />
      {children}
    </div>
  )
}
