// The drawing of one genome. Sign shows by colour and by a bar across negative edges, weight by width, disabled genes
// are dashed. Every gene's numbers are in the element's data attributes, at full precision.
import { type JSX, memo } from 'react'
import type { ChampionView, ProblemView } from '../../core/api/views.ts'
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
import { decimal, texts } from '../ui/texts.ts'
import type { PanZoom } from './use-pan-zoom.ts'

/** Networks of at most this many enabled connections have their weights written on. */
const LABELLED_EDGES = 30
/** Networks of at most this many nodes have them in the order of Tab. */
const FOCUSABLE_NODES = 40

const words = texts.network

export interface NetworkDrawingProps {
  readonly champion: ChampionView
  readonly problem: ProblemView
  readonly layout: NetworkLayout
  /** Told what is pointed at or has the focus, in words; null when nothing is. */
  readonly onInspect: (details: string | null) => void
}

export function NetworkDrawing({
  view,
  ...content
}: NetworkDrawingProps & { readonly view: PanZoom }): JSX.Element {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldset
    <svg
      ref={view.svg}
      viewBox={view.viewBox}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the drawing is moved and zoomed by keys
      tabIndex={0}
      aria-label={`${words.title}. ${words.help}`}
      data-testid="network-drawing"
      data-champion-hash={content.champion.hash}
      {...view.handlers}
    >
      <Genes {...content} />
    </svg>
  )
}

/** Apart from the view: moving about draws nothing anew. */
const Genes = memo(function Genes({ problem, layout, onInspect }: NetworkDrawingProps): JSX.Element {
  const isLabelled = layout.edges.filter((edge) => edge.enabled).length <= LABELLED_EDGES
  const names = new Map(layout.nodes.map((node) => [node.id, nodeName(node, problem)]))
  // Disabled genes lie below the enabled ones.
  const edges = [...layout.edges].sort((a, b) => Number(a.enabled) - Number(b.enabled))
  return (
    <>
      {edges.map((edge) => (
        <Edge key={edge.innovation} edge={edge} names={names} isLabelled={isLabelled} onInspect={onInspect} />
      ))}
      {layout.nodes.map((node) => (
        <Node
          key={node.id}
          node={node}
          name={names.get(node.id) ?? ''}
          isFocusable={layout.nodes.length <= FOCUSABLE_NODES}
          onInspect={onInspect}
        />
      ))}
    </>
  )
})

interface EdgeProps extends Pick<NetworkDrawingProps, 'onInspect'> {
  readonly edge: PlacedEdge
  readonly names: ReadonlyMap<number, string>
  readonly isLabelled: boolean
}

function Edge({ edge, names, isLabelled, onInspect }: EdgeProps): JSX.Element {
  const { innovation, source, target, weight, enabled, labelAt } = edge
  const width = enabled ? edgeWidth(weight) : 1.4
  const path = edgePath(edge)
  const look = enabled ? (weight < 0 ? 'negative' : 'positive') : 'disabled'
  const label = labelPoint(edge, labelAt)
  const details = words.edge({
    from: names.get(source) ?? String(source),
    to: names.get(target) ?? String(target),
    weight,
    innovation,
    enabled,
  })
  return (
    <g
      className="edge-group"
      data-innovation={innovation}
      data-source={source}
      data-target={target}
      data-weight={String(weight)}
      data-enabled={enabled}
      onPointerEnter={() => onInspect(details)}
      onPointerLeave={() => onInspect(null)}
    >
      <title>{details}</title>
      <path className="edge-reach" d={path} />
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

interface NodeProps extends Pick<NetworkDrawingProps, 'onInspect'> {
  readonly node: PlacedNode
  readonly name: string
  readonly isFocusable: boolean
}

function Node({ node, name, isFocusable, onInspect }: NodeProps): JSX.Element {
  const { id, role, x, y, activation, aggregation, bias, response } = node
  const details = role === 'input' ? words.input(name) : words.node({ name, ...node })
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
      onPointerEnter={() => onInspect(details)}
      onPointerLeave={() => onInspect(null)}
      onFocus={() => onInspect(details)}
      onBlur={() => onInspect(null)}
    >
      <title>{details}</title>
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

function nodeName({ id, role }: PlacedNode, { inputs, outputs }: ProblemView): string {
  if (role === 'input') return inputs[id] ?? String(id)
  if (role === 'output') return outputs[id - inputs.length] ?? String(id)
  return words.hidden(id)
}
