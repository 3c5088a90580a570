// A network as a file of Python without dependencies: the standard library's math, Python 3.9 or newer.
import type { DescribedNetwork, DescribedNode, Names } from './described-network.ts'
import { oneLine } from './typescript-source.ts'

const ACTIVATION: Readonly<Record<DescribedNode['activation'], string>> = {
  // Written so that no argument overflows.
  sigmoid: '1 / (1 + exp(-4.9 * x)) if x > -140 else exp(4.9 * x)',
  tanh: 'math.tanh(x)',
  relu: 'max(bounded(x), 0.0)',
  identity: 'bounded(x)',
  sin: 'math.sin(clamp(5 * x, 60))',
  gauss: 'math.exp(-5 * clamp(x, 3.4) ** 2)',
  'leaky-relu': 'bounded(x if x > 0 else 0.005 * x)',
  elu: 'bounded(x) if x > 0 else math.expm1(x)',
  selu: 'bounded(1.0507009873554805 * x) if x > 0 else 1.0507009873554805 * 1.6732632423543772 * math.expm1(x)',
  softplus: '0.2 * math.log(1 + math.exp(clamp(5 * x, 60)))',
  clamped: 'clamp(x, 1.0)',
  inv: '0.0 if abs(x) < 1e-60 else 1 / x',
  log: 'math.log(max(x, 1e-7))',
  exp: 'math.exp(clamp(x, 60))',
  abs: 'abs(bounded(x))',
  hat: 'max(1 - abs(x), 0.0)',
  square: 'bounded(bounded(x) * bounded(x))',
  cube: 'bounded(bounded(x) * bounded(x) * bounded(x))',
}

const AGGREGATION: Readonly<Record<DescribedNode['aggregation'], readonly string[]>> = {
  sum: ['total = 0.0', 'for value in values:', '    total += value', 'return total'],
  product: [
    'total = values[0] if values else 0.0',
    'for value in values[1:]:',
    '    total = clamp(total * value, 1e60)',
    'return total',
  ],
  max: ['return max(values) if values else 0.0'],
  min: ['return min(values) if values else 0.0'],
  maxabs: ['return max(values, key=abs) if values else 0.0'],
  mean: [
    'total = 0.0',
    'for value in values:',
    '    total += value',
    'return total / len(values) if values else 0.0',
  ],
  median: [
    'ordered = sorted(values)',
    'middle = len(ordered) // 2',
    'if not ordered:',
    '    return 0.0',
    'if len(ordered) % 2:',
    '    return ordered[middle]',
    'return (ordered[middle - 1] + ordered[middle]) / 2',
  ],
}

export function toPython(network: DescribedNetwork, names: Names): string {
  const { kind, inputCount, outputCount, nodes } = network
  const lines = [
    `# A ${kind} network that was evolved with Neatwork. It needs nothing but this file and Python 3.9.`,
    ...names.inputs.map((name, at) => `# Input ${at + 1}: ${oneLine(name)}`),
    ...names.outputs.map((name, at) => `# Output ${at + 1}: ${oneLine(name)}`),
    'import math',
    '',
    '',
    'def clamp(x, limit):',
    '    return limit if x > limit else -limit if x < -limit else x  # NaN passes',
    '',
    '',
    'def bounded(x):',
    '    return clamp(x, 1e60)',
    '',
    '',
    'def exp(x):',
    '    return math.exp(min(x, 709.0))',
    ...functions(nodes),
    '',
    '',
    'class Network:',
    `    """${inputCount} numbers in, ${outputCount} out."""`,
    '',
    '    def __init__(self):',
    '        self.reset()',
    '',
    '    def reset(self):',
    `        self.values = [0.0] * ${inputCount + nodes.length}`,
    '',
    '    def activate(self, inputs):',
    `        if len(inputs) != ${inputCount}:`,
    `            raise ValueError(f"the network has ${inputCount} inputs, and {len(inputs)} numbers came")`,
    ...body(network).map((line) => `        ${line}`),
    `        return v[${inputCount}:${inputCount + outputCount}]`,
    '',
  ]
  return lines.join('\n')
}

function functions(nodes: readonly DescribedNode[]): string[] {
  const activations = [...new Set(nodes.map(({ activation }) => activation))].toSorted()
  const aggregations = [...new Set(nodes.map(({ aggregation }) => aggregation))].toSorted()
  return [
    ...activations.flatMap((name) => [
      '',
      '',
      `def act_${plain(name)}(x):`,
      `    return ${ACTIVATION[name]}`,
    ]),
    ...aggregations.flatMap((name) => [
      '',
      '',
      `def agg_${plain(name)}(values):`,
      ...AGGREGATION[name].map((line) => `    ${line}`),
    ]),
  ]
}

function body({ kind, inputCount, nodes }: DescribedNetwork): string[] {
  if (kind === 'feed-forward') {
    return [
      'v = self.values',
      `v[:${inputCount}] = [float(x) for x in inputs]`,
      ...nodes.map((node) => `v[${node.index}] = ${expression(node, 'v')}`),
    ]
  }
  return [
    'b = self.values',
    `b[:${inputCount}] = [float(x) for x in inputs]`,
    'v = list(b)',
    ...nodes.map((node) => {
      const wanted = expression(node, 'b')
      if (node.timeConstant === null) return `v[${node.index}] = ${wanted}`
      return `v[${node.index}] = b[${node.index}] + (${wanted} - b[${node.index}]) / ${node.timeConstant}`
    }),
    'self.values = v',
  ]
}

function expression(
  { activation, aggregation, bias, response, sources }: DescribedNode,
  from: string,
): string {
  const weighted = sources.map(({ index, weight }) => `${String(weight)} * ${from}[${index}]`)
  return `act_${plain(activation)}(${bias} + ${response} * agg_${plain(aggregation)}([${weighted.join(', ')}]))`
}

const plain = (name: string): string => name.replaceAll('-', '_')
