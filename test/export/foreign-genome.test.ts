// Networks of other libraries do here what they do there: outputs against each library's formulas, written out.
import { expect, test } from 'vitest'
import { issuesText } from '../../core/base/config-issue.ts'
import { type ForeignGenome, foreignGenome } from '../../core/export/foreign-genome.ts'
import { toNetworkSpec } from '../../core/neat/network-of.ts'
import { compileNetwork } from '../../core/network/compile.ts'

const node = (id: number, type: string, activation: string, bias = 0, response = 1) => ({
  ...{ id, type, bias, response },
  activation: { name: activation, custom: false },
  aggregation: { name: type === 'input' ? 'none' : 'sum', custom: false },
})
const edge = (from: number, to: number, weight: number, enabled = true) => ({ from, to, weight, enabled })

/** As neat-python 2.1 writes it. */
const NEAT_PYTHON = {
  format_version: '1.0',
  network_type: 'feedforward',
  metadata: { created_timestamp: '2025-11-09T15:30:00Z', genome_id: 789 },
  topology: { num_inputs: 2, num_outputs: 1, input_keys: [-1, -2], output_keys: [0] },
  nodes: [
    node(-1, 'input', 'identity'),
    node(-2, 'input', 'identity'),
    node(0, 'output', 'sigmoid', -0.123, 0.8),
    node(7, 'hidden', 'tanh', 0.456, 1.5),
    node(3, 'hidden', 'lelu', 0.1),
  ],
  connections: [
    edge(-1, 7, 0.7),
    edge(-2, 7, -0.5),
    edge(7, 0, 1.2),
    edge(-1, 3, 0.3),
    edge(3, 0, -2),
    edge(-2, 0, 9, false),
  ],
}

const NEATIFY = {
  genome_id: 12,
  num_inputs: 2,
  num_outputs: 1,
  fitness: 3.9,
  nodes: [
    { id: 0, type: 'INPUT', activation: 'IDENTITY' },
    { id: 1, type: 'INPUT', activation: 'IDENTITY' },
    { id: 2, type: 'OUTPUT', activation: 'SIGMOID' },
    { id: 5, type: 'HIDDEN', activation: 'RELU' },
  ],
  connections: [
    { in_node: 5, out_node: 2, weight: 1.5, enabled: true, innovation: 9 },
    { in_node: 0, out_node: 5, weight: 0.5, enabled: true, innovation: 1 },
    { in_node: 1, out_node: 5, weight: -1, enabled: true, innovation: 2 },
    { in_node: 1, out_node: 2, weight: 0.25, enabled: true, innovation: 3 },
  ],
}

function read(value: unknown): ForeignGenome {
  const parsed = foreignGenome(value)
  if (parsed === null) throw new RangeError('nobody knows that file')
  if (!parsed.ok) throw new RangeError(issuesText(parsed.issues))
  return parsed.value
}

function outputOf(value: unknown, inputs: readonly number[], steps = 1): number {
  const { genome, kind } = read(value)
  const network = compileNetwork(toNetworkSpec(genome, kind))
  let output = Number.NaN
  for (let step = 0; step < steps; step++) output = network.activate([...inputs])[0] ?? Number.NaN
  return output
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

test.each([
  [0.3, -0.8],
  [1, 1],
  [-2, 0.5],
])("neat-python's network answers %f and %f as it does there", (a, b) => {
  const tanh = Math.tanh(2.5 * (0.456 + 1.5 * (0.7 * a - 0.5 * b)))
  const sum = 0.1 + 0.3 * a
  const leaky = sum > 0 ? sum : 0.005 * sum
  const expected = sigmoid(5 * (-0.123 + 0.8 * (1.2 * tanh - 2 * leaky)))
  expect(outputOf(NEAT_PYTHON, [a, b])).toBeCloseTo(expected, 12)
})

test('its genome keeps its number, its disabled connection, and hidden nodes in their order', () => {
  const { genome, kind, from } = read(NEAT_PYTHON)
  expect([genome.id, kind, from]).toEqual([789, 'feed-forward', 'neat-python'])
  expect([...genome.nodes.id]).toEqual([2, 3, 4])
  expect([...genome.connections.enabled]).toEqual([1, 1, 1, 1, 1, 0])
  expect([...genome.connections.target]).toEqual([4, 4, 2, 3, 2, 2])
})

test('a recurrent one keeps its state from step to step', () => {
  const loop = {
    ...NEAT_PYTHON,
    network_type: 'recurrent',
    topology: { input_keys: [-1], output_keys: [0] },
    nodes: [node(-1, 'input', 'identity'), node(0, 'output', 'tanh')],
    connections: [edge(-1, 0, 0.5), edge(0, 0, 0.8)],
  }
  let state = 0
  for (let step = 0; step < 5; step++) state = Math.tanh(2.5 * (0.5 * 0.3 + 0.8 * state))
  expect(outputOf(loop, [0.3], 5)).toBeCloseTo(state, 12)
})

test('an output without a node is 0', () => {
  const bare = { ...NEAT_PYTHON, nodes: NEAT_PYTHON.nodes.slice(0, 2), connections: [] }
  expect(outputOf(bare, [1, 1])).toBe(0)
})

test.each([
  [0.3, -0.8],
  [1, 1],
  [-2, 0.5],
])("NEATify's genome answers %f and %f as torch does", (a, b) => {
  const relu = Math.max(0, 0.5 * a - b)
  expect(outputOf(NEATIFY, [a, b])).toBeCloseTo(sigmoid(1.5 * relu + 0.25 * b), 12)
})

test('a loop makes a NEATify genome recurrent; the order of its genes is that of their innovations', () => {
  expect(read(NEATIFY).kind).toBe('feed-forward')
  expect([...read(NEATIFY).genome.connections.weight]).toEqual([0.5, -1, 0.25, 1.5])
  const back = { in_node: 2, out_node: 5, weight: 1, enabled: true, innovation: 10 }
  expect(read({ ...NEATIFY, connections: [...NEATIFY.connections, back] }).kind).toBe('recurrent')
})

test.each<[string, object, string]>([
  ['a spiking network', { ...NEAT_PYTHON, network_type: 'iznn' }, 'must be feedforward or recurrent'],
  ['another major version', { ...NEAT_PYTHON, format_version: '2.0' }, 'must be 1.x'],
  ['no topology', { ...NEAT_PYTHON, topology: undefined }, 'topology'],
  [
    'a function of its own',
    { ...NEAT_PYTHON, nodes: [{ ...node(0, 'output', 'mine'), activation: { name: 'mine', custom: true } }] },
    'own making',
  ],
  [
    'an unknown function',
    { ...NEAT_PYTHON, nodes: [node(0, 'output', 'wavelet')] },
    '"wavelet" is unknown here',
  ],
  ['a connection to nowhere', { ...NEAT_PYTHON, connections: [edge(-1, 99, 1)] }, 'from -1 to 99'],
  ['no genome_id', { ...NEATIFY, genome_id: undefined }, 'genome_id: is missing'],
  [
    'no counts',
    { genome_id: 1, nodes: [], connections: [] },
    'num_inputs: is missing; num_outputs: is missing',
  ],
  ['no connections', { ...NEATIFY, connections: undefined }, 'connections: is missing'],
  [
    'a node without activation',
    { ...NEATIFY, nodes: NEATIFY.nodes.map(({ activation: _, ...rest }) => rest) },
    'activation: is missing',
  ],
  [
    'a bias node',
    { ...NEATIFY, nodes: [{ id: 9, type: 'BIAS', activation: 'TANH' }] },
    'must be input, hidden',
  ],
  [
    'a connection without innovation',
    { ...NEATIFY, connections: NEATIFY.connections.map(({ innovation: _, ...rest }) => rest) },
    'connections.0.innovation: is missing',
  ],
  ['too few outputs', { ...NEATIFY, num_outputs: 2 }, 'has 1 outputs, where num_outputs says 2'],
  ['no end points', { ...NEATIFY, connections: [{ weight: 1, enabled: true, innovation: 1 }] }, 'end points'],
])('a file with %s is refused with what is wrong', (_what, file, sentence) => {
  const parsed = foreignGenome(JSON.parse(JSON.stringify(file)))
  expect(parsed?.ok).toBe(false)
  if (parsed !== null && !parsed.ok) expect(issuesText(parsed.issues)).toContain(sentence)
})

test('what neither library wrote is left to others', () => {
  for (const value of [null, 3, 'x', [], {}, { format: 'neatwork-genome' }])
    expect(foreignGenome(value)).toBeNull()
})
