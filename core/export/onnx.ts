// A network as an ONNX model in double precision: `inputs` (rows × inputs) to `outputs` (rows × outputs). A network with
// state is one step of it: `state` comes in besides, `next_state` goes out, and zeros are the beginning.
import type { DescribedNetwork, DescribedNode, Names } from './described-network.ts'
import { OnnxGraph } from './onnx-graph.ts'

const LARGEST = 1e60
const SELU_SCALE = 1.0507009873554805
const SELU_ALPHA = 1.6732632423543772

export function toOnnx(network: DescribedNetwork, names: Names): Uint8Array {
  const { kind, inputCount, outputCount, nodes } = network
  const graph = new OnnxGraph()
  const hasState = kind !== 'feed-forward'
  /** Column of an input or node, rows × 1, by its index. */
  const columns = new Map<number, string>()
  const column = (index: number): string => {
    const known = columns.get(index)
    if (known !== undefined) return known
    const [from, at] = index < inputCount ? ['inputs', index] : ['state', index - inputCount]
    const made = graph.add('Gather', [String(from), graph.integers([Number(at)])], { axis: 1 })
    columns.set(index, made)
    return made
  }
  const results = new Map<number, string>()
  for (const node of nodes) {
    const value = stepped(graph, node, { wanted: nodeColumn(graph, node, column), column })
    results.set(node.index, value)
    if (!hasState) columns.set(node.index, value)
  }
  const resultAt = (index: number): string => results.get(index) ?? column(index)
  const range = (from: number, count: number) => Array.from({ length: count }, (_, at) => resultAt(from + at))
  graph.add('Concat', range(inputCount, outputCount), { axis: 1 }, 'outputs')
  if (hasState) graph.add('Concat', range(inputCount, nodes.length), { axis: 1 }, 'next_state')
  const state = { name: 'state', width: nodes.length }
  return graph.finish(
    [{ name: 'inputs', width: inputCount }, ...(hasState ? [state] : [])],
    [{ name: 'outputs', width: outputCount }, ...(hasState ? [{ ...state, name: 'next_state' }] : [])],
    `A ${kind} network that was evolved with Neatwork. Inputs: ${names.inputs.join(', ')}. Outputs: ${names.outputs.join(', ')}.`,
  )
}

/** A ctrnn's node goes part of the way from where it was. */
function stepped(
  graph: OnnxGraph,
  { index, timeConstant }: DescribedNode,
  { wanted, column }: { readonly wanted: string; readonly column: (index: number) => string },
): string {
  if (timeConstant === null) return wanted
  const before = column(index)
  const way = graph.add('Div', [graph.add('Sub', [wanted, before]), graph.floats([timeConstant])])
  return graph.add('Add', [before, way])
}

/** activation(bias + response · aggregation(weight · source)), rows × 1. */
function nodeColumn(graph: OnnxGraph, node: DescribedNode, column: (index: number) => string): string {
  const { sources, bias, response } = node
  const total = sources.length === 0 ? zero(graph) : aggregated(graph, node, column)
  const scaled = graph.add('Mul', [total, graph.floats([response])])
  return activated(graph, node.activation, graph.add('Add', [scaled, graph.floats([bias])]))
}

/** A column of zeros: as many rows as the inputs have. */
function zero(graph: OnnxGraph): string {
  const shape = graph.add(
    'Concat',
    [
      graph.add('Gather', [graph.add('Shape', ['inputs']), graph.integers([0])], { axis: 0 }),
      graph.integers([1]),
    ],
    { axis: 0 },
  )
  return graph.add('Expand', [graph.floats([0], [1, 1]), shape])
}

function aggregated(
  graph: OnnxGraph,
  { aggregation, sources }: DescribedNode,
  column: (index: number) => string,
): string {
  const columns = graph.add(
    'Concat',
    sources.map(({ index }) => column(index)),
    { axis: 1 },
  )
  const weights = graph.floats(
    sources.map(({ weight }) => weight),
    [1, sources.length],
  )
  const weighted = graph.add('Mul', [columns, weights])
  const along = { axes: [1], keepdims: 1 }
  switch (aggregation) {
    case 'sum':
      return graph.add('ReduceSum', [weighted, graph.integers([1])], { keepdims: 1 })
    case 'mean':
      return graph.add('ReduceMean', [weighted], along)
    case 'max':
      return graph.add('ReduceMax', [weighted], along)
    case 'min':
      return graph.add('ReduceMin', [weighted], along)
    case 'product':
      return product(graph, weighted, sources.length)
    case 'maxabs': {
      const where = graph.add('ArgMax', [graph.add('Abs', [weighted])], { axis: 1, keepdims: 1 })
      return graph.add('GatherElements', [weighted, where], { axis: 1 })
    }
    case 'median':
      return median(graph, weighted, sources.length)
  }
}

/** One factor after the other, each product kept within ± 1e60. */
function product(graph: OnnxGraph, weighted: string, count: number): string {
  const factor = (at: number) => graph.add('Gather', [weighted, graph.integers([at])], { axis: 1 })
  let total = factor(0)
  for (let at = 1; at < count; at++) total = bounded(graph, graph.add('Mul', [total, factor(at)]))
  return total
}

/** By repeated choice: the larger ones are put aside one by one, which needs no sorting operator. */
function median(graph: OnnxGraph, weighted: string, count: number): string {
  const factor = (at: number) => graph.add('Gather', [weighted, graph.integers([at])], { axis: 1 })
  const sorted = Array.from({ length: count }, (_, at) => factor(at))
  for (let end = count - 1; end > 0; end--) {
    for (let at = 0; at < end; at++) {
      const [a = '', b = ''] = [sorted[at], sorted[at + 1]]
      sorted[at] = graph.add('Min', [a, b])
      sorted[at + 1] = graph.add('Max', [a, b])
    }
  }
  const middle = count >> 1
  const upper = sorted[middle] ?? ''
  if (count % 2 === 1) return upper
  return graph.add('Div', [graph.add('Add', [sorted[middle - 1] ?? '', upper]), graph.floats([2])])
}

function clamp(graph: OnnxGraph, x: string, limit: number): string {
  return graph.add('Max', [graph.add('Min', [x, graph.floats([limit])]), graph.floats([-limit])])
}

const bounded = (graph: OnnxGraph, x: string): string => clamp(graph, x, LARGEST)

/** What ONNX has no operator of its own for in double precision is put together from smaller ones. */
function activated(graph: OnnxGraph, name: DescribedNode['activation'], x: string): string {
  const times = (value: string, factor: number) => graph.add('Mul', [value, graph.floats([factor])])
  const atLeast = (value: string, least: number) => graph.add('Max', [value, graph.floats([least])])
  const positive = () => graph.add('Greater', [x, graph.floats([0])])
  const expm1 = (value: string) => graph.add('Sub', [graph.add('Exp', [value]), graph.floats([1])])
  switch (name) {
    case 'sigmoid': {
      const down = graph.add('Exp', [times(x, -4.9)])
      return graph.add('Div', [graph.floats([1]), graph.add('Add', [down, graph.floats([1])])])
    }
    case 'tanh':
      return graph.add('Tanh', [x])
    case 'relu':
      return atLeast(bounded(graph, x), 0)
    case 'identity':
      return bounded(graph, x)
    case 'sin':
      return graph.add('Sin', [clamp(graph, times(x, 5), 60)])
    case 'gauss': {
      const z = clamp(graph, x, 3.4)
      return graph.add('Exp', [times(graph.add('Mul', [z, z]), -5)])
    }
    case 'leaky-relu':
      return bounded(graph, graph.add('Where', [positive(), x, times(x, 0.005)]))
    case 'elu':
      return graph.add('Where', [
        positive(),
        bounded(graph, x),
        expm1(graph.add('Min', [x, graph.floats([0])])),
      ])
    case 'selu': {
      const low = times(expm1(graph.add('Min', [x, graph.floats([0])])), SELU_SCALE * SELU_ALPHA)
      return graph.add('Where', [positive(), bounded(graph, times(x, SELU_SCALE)), low])
    }
    case 'softplus': {
      const up = graph.add('Exp', [clamp(graph, times(x, 5), 60)])
      return times(graph.add('Log', [graph.add('Add', [up, graph.floats([1])])]), 0.2)
    }
    case 'clamped':
      return clamp(graph, x, 1)
    case 'inv': {
      const tiny = graph.add('Less', [graph.add('Abs', [x]), graph.floats([1 / LARGEST])])
      return graph.add('Where', [tiny, graph.floats([0]), graph.add('Div', [graph.floats([1]), x])])
    }
    case 'log':
      return graph.add('Log', [atLeast(x, 1e-7)])
    case 'exp':
      return graph.add('Exp', [clamp(graph, x, 60)])
    case 'abs':
      return graph.add('Abs', [bounded(graph, x)])
    case 'hat':
      return atLeast(graph.add('Sub', [graph.floats([1]), graph.add('Abs', [x])]), 0)
    case 'square':
      return bounded(graph, graph.add('Mul', [x, x]))
    case 'cube':
      return bounded(graph, graph.add('Mul', [graph.add('Mul', [x, x]), x]))
  }
}
