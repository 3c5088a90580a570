// The drawing of one genome. Sign shows by colour and by a bar across negative edges, weight by width, disabled genes
// are dashed, edges backwards swing below, what is new has a halo. Every gene's numbers are in the element's data
// attributes, at full precision.
import { type CSSProperties, type JSX, memo, useMemo } from 'react'
import {
  edgePath,
  edgeWidth,
  headPath,
  isRecurrent,
  labelPoint,
  NODE_RADIUS,
  strokeAcross,
} from '../../core/export/edge-route.ts'
import type { NetworkLayout, PlacedEdge, PlacedNode } from '../../core/export/network-layout.ts'
import { useSizeOf } from '../chart/use-size.ts'
import { decimal, texts } from '../ui/texts.ts'
import { ActivityLayer } from './activity-layer.tsx'
import { type Additions, connectionWords, nodeWords } from './gene-words.ts'
import { labelScale } from './label-scale.ts'
import type { PanZoom } from './use-pan-zoom.ts'

/** Networks of at most this many enabled connections have their weights written on. */
const LABELLED_EDGES = 30
/** Networks of at most this many nodes have them in the order of Tab. */
const FOCUSABLE_NODES = 60

const words = texts.network

/** Genes that are marked, and how. */
export interface Marked {
  readonly nodes: ReadonlyMap<number, 'fresh' | 'lost' | 'changed'>
  readonly connections: ReadonlyMap<number, 'fresh' | 'lost' | 'changed'>
}

export interface NetworkDrawingProps {
  readonly hash: string
  readonly label: string
  readonly layout: NetworkLayout
  readonly names: ReadonlyMap<number, string>
  readonly additions: Additions
  readonly marked: Marked
  /** Told what is pointed at or has the focus, in words; null when nothing is. */
  readonly onInspect: (details: string | null) => void
}

export function NetworkDrawing({
  view,
  ...content
}: NetworkDrawingProps & { readonly view: PanZoom<SVGSVGElement> }): JSX.Element {
  const { x, y, width, height } = view.view
  const room = useSizeOf(view.element)
  const letters = useMemo(
    () => Math.max(1, ...[...content.names.values()].map((name) => name.length)),
    [content.names],
  )
  const scale = room === null ? 1 : labelScale({ width, height }, room, letters)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldset
    <svg
      ref={view.element}
      viewBox={`${x} ${y} ${width} ${height}`}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the drawing is moved and zoomed by keys
      tabIndex={0}
      aria-label={`${content.label}. ${words.help}`}
      data-testid="network-drawing"
      data-champion-hash={content.hash}
      style={{ '--label-scale': scale } as CSSProperties}
      {...view.handlers}
    >
      <Genes {...content} />
      <ActivityLayer hash={content.hash} nodes={content.layout.nodes} />
    </svg>
  )
}

/** Apart from the view: moving about draws nothing anew. */
const Genes = memo(function Genes({
  layout,
  names,
  additions,
  marked,
  onInspect,
}: NetworkDrawingProps): JSX.Element {
  const isLabelled = layout.edges.filter((edge) => edge.enabled).length <= LABELLED_EDGES
  // Disabled genes lie below the enabled ones.
  const edges = [...layout.edges].sort((a, b) => Number(a.enabled) - Number(b.enabled))
  return (
    <>
      {edges.map((edge) => (
        <Edge
          key={edge.innovation}
          edge={edge}
          details={connectionWords(edge, names, additions.ofConnection.get(edge.innovation))}
          mark={marked.connections.get(edge.innovation)}
          isLabelled={isLabelled}
          onInspect={onInspect}
        />
      ))}
      {layout.nodes.map((node) => (
        <Node
          key={node.id}
          node={node}
          name={names.get(node.id) ?? ''}
          details={nodeWords(node, names.get(node.id) ?? '', additions.ofNode.get(node.id))}
          mark={marked.nodes.get(node.id)}
          isFocusable={layout.nodes.length <= FOCUSABLE_NODES}
          onInspect={onInspect}
        />
      ))}
    </>
  )
})

interface GeneProps extends Pick<NetworkDrawingProps, 'onInspect'> {
  readonly details: string
  readonly mark: 'fresh' | 'lost' | 'changed' | undefined
}

interface EdgeProps extends GeneProps {
  readonly edge: PlacedEdge
  readonly isLabelled: boolean
}

function Edge({ edge, details, mark, isLabelled, onInspect }: EdgeProps): JSX.Element {
  const { innovation, source, target, weight, enabled, labelAt } = edge
  const width = enabled ? edgeWidth(weight) : 1.4
  const path = edgePath(edge)
  const look = enabled ? (weight < 0 ? 'negative' : 'positive') : 'disabled'
  const label = labelPoint(edge, labelAt)
  return (
    <g
      className="edge-group"
      data-innovation={innovation}
      data-source={source}
      data-target={target}
      data-weight={String(weight)}
      data-enabled={enabled}
      data-mark={mark}
      onPointerEnter={() => onInspect(details)}
      onPointerLeave={() => onInspect(null)}
    >
      <title>{details}</title>
      <path className="edge-reach" d={path} />
      {mark === undefined ? null : <path className={`halo ${mark}`} d={path} strokeWidth={width + 7} />}
      <path className={`edge ${look}`} d={path} strokeWidth={width} />
      {isRecurrent(edge) ? <path className={`edge-head ${look}`} d={headPath(edge, 6 + width)} /> : null}
      {enabled && weight < 0 ? (
        <path className="edge negative" d={strokeAcross(edge, labelAt, width / 2 + 4)} strokeWidth={2.2} />
      ) : null}
      {enabled && isLabelled ? (
        <text className="weight" x={label.x} y={label.y + 3.5} textAnchor="middle">
          {decimal(weight, 2)}
        </text>
      ) : null}
    </g>
  )
}

interface NodeProps extends GeneProps {
  readonly node: PlacedNode
  readonly name: string
  readonly isFocusable: boolean
}

function Node({ node, name, details, mark, isFocusable, onInspect }: NodeProps): JSX.Element {
  const { id, role, x, y, activation, aggregation, bias, response } = node
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it has the focus only to be read
    <g
      className="node-group"
      role="img"
      aria-label={details}
      tabIndex={isFocusable ? 0 : undefined}
      data-node-id={id}
      data-role={role}
      data-activation={activation}
      data-aggregation={aggregation}
      data-bias={String(bias)}
      data-response={String(response)}
      data-mark={mark}
      onPointerEnter={() => onInspect(details)}
      onPointerLeave={() => onInspect(null)}
      onFocus={() => onInspect(details)}
      onBlur={() => onInspect(null)}
    >
      <title>{details}</title>
      {mark === undefined ? null : <circle className={`halo ${mark}`} cx={x} cy={y} r={NODE_RADIUS + 7} />}
      {role === 'input' ? (
        <rect className="node-shape input" x={x - 13} y={y - 13} width={26} height={26} rx={6} />
      ) : (
        <circle className={`node-shape ${role}`} cx={x} cy={y} r={NODE_RADIUS} />
      )}
      {role === 'output' ? <circle className="node-core" cx={x} cy={y} r={NODE_RADIUS - 5} /> : null}
      <NodeLabel node={node} name={name} />
    </g>
  )
}

function NodeLabel({ node, name }: { readonly node: PlacedNode; readonly name: string }): JSX.Element {
  const { role, x, y } = node
  const at = role === 'input' ? x - 22 : role === 'output' ? x + 24 : x
  const anchor = role === 'input' ? 'end' : role === 'output' ? 'start' : 'middle'
  return (
    <text className={role} x={at} y={y + 4} textAnchor={anchor}>
      {name}
    </text>
  )
}
