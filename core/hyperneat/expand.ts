// HyperNEAT (Stanley, D'Ambrosio & Gauci 2009, "A hypercube-based encoding for evolving large-scale neural networks"):
// a small network, the CPPN, paints the weights of a large one as a pattern over its geometry.
import type { Network, NetworkKind, NetworkSpec } from '../network/network-spec.ts'
import { ACTIVATIONS, AGGREGATIONS } from '../network/network-spec.ts'
import { dimensionsOf, layersOfSubstrate, type Substrate } from './substrate.ts'

const AXES = ['x', 'y', 'z']

/**
 * What the CPPN is asked and answers: coordinates of source and target, their distance where the substrate says so, and
 * 1 as a bias; weight, and bias of a node where nodes have one.
 */
export function cppnShape(substrate: Substrate): {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
} {
  const axes = AXES.slice(0, dimensionsOf(substrate))
  return {
    inputs: [
      ...axes.map((axis) => `source ${axis}`),
      ...axes.map((axis) => `target ${axis}`),
      ...(substrate.distance ? ['distance'] : []),
      'bias',
    ],
    outputs: ['weight', ...(substrate.nodeBiases ? ['node bias'] : [])],
  }
}

/** The network that `cppn` paints on the substrate; recurrent where its layers form a loop. */
export function expand(cppn: Network, substrate: Substrate): NetworkSpec {
  const place = placesOf(substrate)
  const source: number[] = []
  const target: number[] = []
  const weight: number[] = []
  for (const [from, to] of substrate.connections) {
    const sources = place.get(from)
    const targets = place.get(to)
    if (sources === undefined || targets === undefined)
      throw new RangeError(`there is no layer "${from}" or "${to}"`)
    const painted = paint(cppn, substrate, sources.nodes, targets.nodes)
    for (let pair = 0; pair < sources.nodes.length * targets.nodes.length; pair++) {
      const scaled = scaledWeight(painted[cppn.outputCount * pair] ?? 0, substrate)
      if (scaled === 0) continue
      source.push(sources.first + (pair % sources.nodes.length))
      target.push(targets.first + Math.floor(pair / sources.nodes.length))
      weight.push(scaled)
    }
  }
  const bias = biases(cppn, substrate, [...place.values()].slice(1))
  return {
    kind: kindOf(substrate),
    inputCount: substrate.inputs.nodes.length,
    outputCount: substrate.outputs.nodes.length,
    activation: activations(substrate, bias.length),
    aggregation: new Uint8Array(bias.length).fill(AGGREGATIONS.indexOf('sum')),
    bias,
    response: new Float64Array(bias.length).fill(1),
    source: Uint32Array.from(source),
    target: Uint32Array.from(target),
    weight: Float64Array.from(weight),
  }
}

interface Placed {
  /** Number of the layer's first node. */
  readonly first: number
  readonly nodes: readonly (readonly number[])[]
}

/** Layers by name with their place among the nodes: inputs, outputs, hidden. */
function placesOf(substrate: Substrate): ReadonlyMap<string, Placed> {
  const places = new Map<string, Placed>()
  let first = 0
  for (const { name, nodes } of layersOfSubstrate(substrate)) {
    places.set(name, { first, nodes })
    first += nodes.length
  }
  return places
}

type Points = readonly (readonly number[])[]

/** The CPPN's answers for every pair of points, target by target, source by source. */
function paint(cppn: Network, substrate: Substrate, sources: Points, targets: Points): Float64Array {
  const width = cppn.inputCount
  const dimensions = dimensionsOf(substrate)
  const questions = new Float64Array(sources.length * targets.length * width)
  let at = 0
  for (const target of targets) {
    for (const source of sources) {
      let square = 0
      for (let axis = 0; axis < dimensions; axis++) {
        const from = source[axis] ?? 0
        const to = target[axis] ?? 0
        questions[at + axis] = from
        questions[at + dimensions + axis] = to
        square += (from - to) * (from - to)
      }
      if (substrate.distance) questions[at + width - 2] = Math.sqrt(square)
      questions[at + width - 1] = 1
      at += width
    }
  }
  return cppn.activateAll(questions, sources.length * targets.length)
}

const ORIGIN: Points = [[0, 0, 0]]

/** A node's bias is what the CPPN's second output says of it as the target of the origin. */
function biases(cppn: Network, substrate: Substrate, layers: readonly Placed[]): Float64Array {
  const nodes = layers.flatMap((layer) => layer.nodes)
  if (!substrate.nodeBiases) return new Float64Array(nodes.length)
  const painted = paint(cppn, substrate, ORIGIN, nodes)
  return Float64Array.from({ length: nodes.length }, (_, node) =>
    scaledWeight(painted[2 * node + 1] ?? 0, substrate),
  )
}

/** Of the outputs, which come first, and of the hidden nodes. */
function activations({ outputs, activation, outputActivation }: Substrate, count: number): Uint8Array {
  const codes = new Uint8Array(count).fill(ACTIVATIONS.indexOf(activation))
  return codes.fill(ACTIVATIONS.indexOf(outputActivation ?? activation), 0, outputs.nodes.length)
}

/** Nothing within the threshold, beyond it linear up to the largest weight (§3.2 of the paper). */
function scaledWeight(output: number, { weightThreshold, largestWeight }: Substrate): number {
  const magnitude = Math.min(Math.abs(output), 1)
  if (magnitude <= weightThreshold) return 0
  const share = (magnitude - weightThreshold) / (1 - weightThreshold)
  return (output < 0 ? -share : share) * largestWeight
}

/** Feed-forward when the layers can be put in an order that every connection follows. */
function kindOf(substrate: Substrate): NetworkKind {
  let left = layersOfSubstrate(substrate).map((layer) => layer.name)
  for (;;) {
    const free = left.filter(
      (name) => !substrate.connections.some(([from, to]) => to === name && left.includes(from)),
    )
    if (left.length === 0) return 'feed-forward'
    if (free.length === 0) return 'recurrent'
    left = left.filter((name) => !free.includes(name))
  }
}
