// A network as a file of TypeScript without dependencies: plain numbers and Math, nothing of Neatwork.
import type { DescribedNetwork, DescribedNode, Names } from './described-network.ts'

const ACTIVATION: Readonly<Record<DescribedNode['activation'], string>> = {
  sigmoid: '1 / (1 + Math.exp(-4.9 * x))',
  tanh: 'Math.tanh(x)',
  relu: 'Math.max(bounded(x), 0)',
  identity: 'bounded(x)',
  sin: 'Math.sin(clamp(5 * x, 60))',
  gauss: 'Math.exp(-5 * clamp(x, 3.4) ** 2)',
  'leaky-relu': 'bounded(x > 0 ? x : 0.005 * x)',
  elu: 'x > 0 ? bounded(x) : Math.expm1(x)',
  selu: 'x > 0 ? bounded(1.0507009873554805 * x) : 1.0507009873554805 * 1.6732632423543772 * Math.expm1(x)',
  softplus: '0.2 * Math.log(1 + Math.exp(clamp(5 * x, 60)))',
  clamped: 'clamp(x, 1)',
  inv: 'Math.abs(x) < 1e-60 ? 0 : 1 / x',
  log: 'Math.log(Math.max(x, 1e-7))',
  exp: 'Math.exp(clamp(x, 60))',
  abs: 'Math.abs(bounded(x))',
  hat: 'Math.max(1 - Math.abs(x), 0)',
  square: 'bounded(x * x)',
  cube: 'bounded(x * x * x)',
}

const AGGREGATION: Readonly<Record<DescribedNode['aggregation'], string>> = {
  sum: 'values.reduce((total, value) => total + value, 0)',
  product: 'values.length === 0 ? 0 : values.reduce((total, value) => clamp(total * value, 1e60))',
  max: 'values.length === 0 ? 0 : Math.max(...values)',
  min: 'values.length === 0 ? 0 : Math.min(...values)',
  maxabs: 'values.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0)',
  mean: 'values.length === 0 ? 0 : values.reduce((total, value) => total + value, 0) / values.length',
  median: 'medianOf(values)',
}

/** A module without imports: a class `Network` whose `activate` computes what the network does, but for last bits. */
export function toTypeScript(network: DescribedNetwork, names: Names): string {
  const { kind, inputCount, outputCount, nodes } = network
  const used = (pick: (node: DescribedNode) => string) => [...new Set(nodes.map(pick))].toSorted()
  const total = inputCount + nodes.length
  const lines = [
    `// A ${kind} network that was evolved with Neatwork. It needs nothing but this file.`,
    ...listOf('Input', names.inputs),
    ...listOf('Output', names.outputs),
    '',
    'const clamp = (x: number, limit: number): number => Math.max(-limit, Math.min(limit, x))',
    'const bounded = (x: number): number => clamp(x, 1e60)',
    ...(nodes.some(({ aggregation }) => aggregation === 'median') ? MEDIAN : []),
    '',
    ...used(({ activation }) => activation).map(
      (name) =>
        `const ${identifier(name)} = (x: number): number => ${ACTIVATION[name as DescribedNode['activation']]}`,
    ),
    ...used(({ aggregation }) => aggregation)
      .map(
        (name) =>
          `const ${identifier(name)}Of = (values: readonly number[]): number => ${AGGREGATION[name as DescribedNode['aggregation']]}`,
      )
      .filter((line) => !line.startsWith('const medianOf')),
    '',
    'export class Network {',
    `  #values = new Array<number>(${total}).fill(0)`,
    '',
    `  /** ${inputCount} numbers in, ${outputCount} out. */`,
    '  activate(inputs: readonly number[]): number[] {',
    `    if (inputs.length !== ${inputCount}) throw new RangeError(\`the network has ${inputCount} inputs, and \${inputs.length} numbers came\`)`,
    ...(kind === 'feed-forward' ? forwardBody(network) : steppedBody(network)),
    `    return v.slice(${inputCount}, ${inputCount + outputCount})`,
    '  }',
    '',
    '  /** Forgets what it remembers; a feed-forward network remembers nothing. */',
    '  reset(): void {',
    '    this.#values.fill(0)',
    '  }',
    '}',
    '',
  ]
  return lines.join('\n')
}

const MEDIAN = [
  'function medianOf(values: readonly number[]): number {',
  '  const sorted = [...values].sort((a, b) => a - b)',
  '  const middle = sorted.length >> 1',
  '  if (sorted.length === 0) return 0',
  '  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2',
  '}',
]

function forwardBody({ inputCount, nodes }: DescribedNetwork): string[] {
  return [
    '    const v = this.#values',
    `    for (let i = 0; i < ${inputCount}; i++) v[i] = inputs[i]!`,
    ...nodes.map((node) => `    v[${node.index}] = ${expression(node, 'v')}`),
  ]
}

/** All nodes at once, from the values of the step before. */
function steppedBody({ inputCount, nodes }: DescribedNetwork): string[] {
  return [
    '    const b = this.#values',
    `    for (let i = 0; i < ${inputCount}; i++) b[i] = inputs[i]!`,
    '    const v = [...b]',
    ...nodes.map((node) => {
      const wanted = expression(node, 'b')
      if (node.timeConstant === null) return `    v[${node.index}] = ${wanted}`
      return `    v[${node.index}] = b[${node.index}]! + (${wanted} - b[${node.index}]!) / ${node.timeConstant}`
    }),
    '    this.#values = v',
  ]
}

function expression(
  { activation, aggregation, bias, response, sources }: DescribedNode,
  from: string,
): string {
  const weighted = sources.map(({ index, weight }) => `${numberText(weight)} * ${from}[${index}]!`)
  return `${identifier(activation)}(${numberText(bias)} + ${numberText(response)} * ${identifier(aggregation)}Of([${weighted.join(', ')}]))`
}

const identifier = (name: string): string =>
  name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The shortest text that reads back as the same number. */
const numberText = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))

/** As comments: nothing in a name can end one. */
function listOf(what: string, names: readonly string[]): string[] {
  return names.map((name, at) => `// ${what} ${at + 1}: ${oneLine(name)}`)
}

/** Whatever ends a line in any language becomes a space. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ')
}
