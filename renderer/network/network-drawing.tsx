// The drawing of one genome. Sign shows by colour and by a bar across negative edges, weight by width, disabled genes
// are dashed. Every gene's numbers are in the element's data attributes, at full precision.
import type { JSX } from 'react'
import type { ChampionView, ProblemView } from '../../core/api/views.ts'
import { decimal, texts } from '../ui/texts.ts'
import {
  edgeMiddle,
  edgePath,
  edgeWidth,
  type NetworkLayout,
  type PlacedEdge,
  type PlacedNode,
} from './network-layout.ts'
import type { PanZoom } from './use-pan-zoom.ts'

/** Networks of at most this many enabled connections have their weights written on. */
const LABELLED_EDGES = 24
const NODE_RADIUS = 13

interface NetworkDrawingProps {
  readonly champion: ChampionView
  readonly problem: ProblemView
  readonly layout: NetworkLayout
  readonly view: PanZoom
}

export function NetworkDrawing({ champion, problem, layout, view }: NetworkDrawingProps): JSX.Element {
  const enabled = layout.edges.filter((edge) => edge.enabled).length
  // Disabled genes lie below the enabled ones.
  const edges = [...layout.edges].sort((a, b) => Number(a.enabled) - Number(b.enabled))
  return (
    <svg
      ref={view.svg}
      viewBox={view.viewBox}
      role="img"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the drawing is moved and zoomed by keys
      tabIndex={0}
      aria-label={`${texts.network.title}. ${texts.network.help}`}
      data-testid="network-drawing"
      data-champion-hash={champion.hash}
      {...view.handlers}
    >
      {edges.map((edge) => (
        <Edge key={edge.innovation} edge={edge} isLabelled={enabled <= LABELLED_EDGES} />
      ))}
      {layout.nodes.map((node) => (
        <Node key={node.id} node={node} name={nodeName(node, problem)} />
      ))}
    </svg>
  )
}

function Edge({
  edge,
  isLabelled,
}: {
  readonly edge: PlacedEdge
  readonly isLabelled: boolean
}): JSX.Element {
  const { innovation, source, target, weight, enabled } = edge
  const sign = weight < 0 ? 'negative' : 'positive'
  const middle = edgeMiddle(edge)
  const width = enabled ? edgeWidth(weight) : 1.2
  return (
    <g
      data-innovation={innovation}
      data-source={source}
      data-target={target}
      data-weight={String(weight)}
      data-enabled={enabled}
    >
      <title>{`${source} → ${target}\n${decimal(weight)} · #${innovation}${enabled ? '' : ` · ${texts.network.disabled}`}`}</title>
      <path className={`edge ${enabled ? sign : 'disabled'}`} d={edgePath(edge)} strokeWidth={width} />
      {enabled && weight < 0 ? (
        <path
          className="edge negative"
          d={`M${middle.x} ${middle.y - width - 3}v${2 * width + 6}`}
          strokeWidth={2}
        />
      ) : null}
      {enabled && isLabelled ? (
        <text className="weight" x={middle.x + 5} y={middle.y - width - 3}>
          {decimal(weight, 2)}
        </text>
      ) : null}
    </g>
  )
}

function Node({ node, name }: { readonly node: PlacedNode; readonly name: string }): JSX.Element {
  const { id, role, x, y, activation, aggregation, bias, response } = node
  const isInput = role === 'input'
  const details = isInput
    ? ''
    : `\n${activation}, ${aggregation}\nbias ${decimal(bias)}, response ${decimal(response, 2)}`
  return (
    <g
      data-node-id={id}
      data-role={role}
      data-activation={activation}
      data-aggregation={aggregation}
      data-bias={String(bias)}
      data-response={String(response)}
    >
      <title>{`${name} (${id})${details}`}</title>
      {isInput ? (
        <rect className="node-shape input" x={x - 11} y={y - 11} width={22} height={22} rx={4} />
      ) : (
        <circle className={`node-shape ${role}`} cx={x} cy={y} r={NODE_RADIUS} />
      )}
      <NodeLabel node={node} name={name} />
    </g>
  )
}

function NodeLabel({
  node: { role, x, y },
  name,
}: {
  readonly node: PlacedNode
  readonly name: string
}): JSX.Element {
  if (role === 'input') {
    return (
      <text x={x - 18} y={y + 4} textAnchor="end">
        {name}
      </text>
    )
  }
  if (role === 'output') {
    return (
      <text x={x + 20} y={y + 4}>
        {name}
      </text>
    )
  }
  return (
    <text x={x} y={y + 4} textAnchor="middle">
      {name}
    </text>
  )
}

function nodeName({ id, role }: PlacedNode, { inputs, outputs }: ProblemView): string {
  if (role === 'input') return inputs[id] ?? String(id)
  if (role === 'output') return outputs[id - inputs.length] ?? String(id)
  return texts.network.hidden(id)
}
