// A drawing by forces: nodes push each other away, connections pull, inputs drift left and outputs right. Nodes that
// were drawn before stay where they are; only newcomers look for a place. The same genome gives the same drawing.
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from 'd3-force'
import { layerByNode, neighboursOf } from '../../core/export/layout-parts.ts'
import {
  finishLayout,
  layoutNetwork,
  type NetworkLayout,
  type PlacedNode,
} from '../../core/export/network-layout.ts'
import type { GenomeJson } from '../../core/network/genome-json.ts'

interface Body extends SimulationNodeDatum {
  readonly node: PlacedNode
}

/** Rounds of a whole drawing, and of one that most nodes have a place in. */
const ROUNDS = 110
const FEW_ROUNDS = 60
/** Larger networks get fewer rounds: a person waits. */
const MANY_NODES = 100
const LEAST_ROUNDS = 34
const LINK_LENGTH = 110
const NODE_ROOM = 30
const PUSH = -420
/** Width of the drawing per node, square root of their number. */
const SPREAD = 95

export function forceLayout(genome: GenomeJson, before: NetworkLayout | null = null): NetworkLayout {
  const known = before?.kind === 'force' ? placesOf(before) : null
  // A layered drawing is a good beginning: it is free of knots already.
  const begin = layoutNetwork(genome)
  const wide = SPREAD * Math.sqrt(genome.nodes.length)
  const squeeze = Math.min(1, (3 * wide) / begin.box.width)
  const middle = begin.box.x + begin.box.width / 2
  const layers = layerByNode(genome)
  const neighbours = neighboursOf(genome)
  const bodies = begin.nodes.map((node): Body => {
    const place = known?.get(node.id)
    if (place !== undefined) return { node, ...place, fx: place.x, fy: place.y }
    const near = known === null ? null : meanOf(neighbours.get(node.id) ?? [], known)
    const fresh = { x: (node.x - middle) * squeeze, y: Math.max(-wide, Math.min(wide, node.y)) }
    return { node, ...(near ?? fresh) }
  })
  const byId = new Map(bodies.map((body) => [body.node.id, body]))
  const links = genome.connections.flatMap(({ source, target }): SimulationLinkDatum<Body>[] => {
    const [from, to] = [byId.get(source), byId.get(target)]
    return from === undefined || to === undefined || from === to ? [] : [{ source: from, target: to }]
  })
  const side = { input: -wide, hidden: 0, output: wide }
  const share = Math.sqrt(MANY_NODES / Math.max(MANY_NODES, bodies.length))
  const rounds = Math.max(LEAST_ROUNDS, Math.round(share * (known === null ? ROUNDS : FEW_ROUNDS)))
  forceSimulation(bodies)
    .stop()
    .alphaDecay(1 - 0.001 ** (1 / rounds))
    .force(
      'push',
      forceManyBody<Body>()
        .strength(PUSH)
        .theta(1.4)
        .distanceMax(6 * LINK_LENGTH),
    )
    .force('pull', forceLink<Body, SimulationLinkDatum<Body>>(links).distance(LINK_LENGTH))
    .force(
      'side',
      forceX<Body>(({ node }) => side[node.role]).strength(({ node }) =>
        node.role === 'hidden' ? 0.02 : 0.25,
      ),
    )
    .force('middle', forceY<Body>(0).strength(0.05))
    .force('room', forceCollide<Body>(NODE_ROOM))
    .tick(rounds)
  const nodes = bodies.map(({ node, x = 0, y = 0 }) => ({
    ...node,
    layer: layers.get(node.id) ?? 0,
    x: Math.round(x),
    y: Math.round(y),
  }))
  return finishLayout('force', genome, { nodes, before })
}

type Places = ReadonlyMap<number, { readonly x: number; readonly y: number }>

function placesOf({ nodes, gone }: NetworkLayout): Places {
  return new Map([...gone, ...nodes].map(({ id, x, y }) => [id, { x, y }]))
}

/** null where none of them has a place. */
function meanOf(ids: readonly number[], places: Places): { x: number; y: number } | null {
  const known = ids.flatMap((id) => places.get(id) ?? [])
  if (known.length === 0) return null
  const sum = known.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 })
  return { x: sum.x / known.length, y: sum.y / known.length }
}
