// The activation benchmark of the project's own bench/, done by the peers on the same networks; that their outputs are
// the same proves that the work is.
import { compileNetwork } from '../../core/network/compile.ts'
import type { NetworkSpec } from '../../core/network/network-spec.ts'
import { oneAtATime, wholeDataSet } from '../activate.ts'
import { activationWorks, DATA_ROWS, dataSet, ratesOf, type Task } from '../activation-work.ts'
import { carrot, neataptic, type PeerNetwork } from './libraries.ts'

/** Ours is steepened by this; theirs is plain, so their weights are. */
const SIGMOID_SLOPE = 4.9

export interface PeerRates {
  readonly connections: number
  readonly ours: number
  readonly oursWholeDataSet: number
  readonly neataptic: number
  /** neataptic without its bookkeeping for training, which its users have to ask for by another name. */
  readonly neatapticNoTrace: number | null
  readonly carrot: number
}

export function activationRates(): readonly PeerRates[] {
  return activationWorks().map(({ connections, spec }) => {
    const inNeataptic = neataptic.Network.fromJSON(asJson(spec))
    const inCarrot = carrot.Network.fromJSON(asJson(spec))
    for (const peer of [inNeataptic, inCarrot]) assertSame(spec, peer)
    const noTrace = inNeataptic.noTraceActivate?.bind(inNeataptic)
    const tasks = [
      oneAtATime(spec),
      wholeDataSet(spec),
      peerTask(spec, (row) => inNeataptic.activate(row)),
      peerTask(spec, (row) => inCarrot.activate(row)),
      ...(noTrace === undefined ? [] : [peerTask(spec, noTrace)]),
    ]
    const [ours = 0, oursWholeDataSet = 0, byNeataptic = 0, byCarrot = 0, neatapticNoTrace = null] =
      ratesOf(tasks)
    return { connections, ours, oursWholeDataSet, neataptic: byNeataptic, neatapticNoTrace, carrot: byCarrot }
  })
}

function rowsOf(spec: NetworkSpec): number[][] {
  const data = dataSet(spec.inputCount)
  return Array.from({ length: DATA_ROWS }, (_, row) => [
    ...data.subarray(row * spec.inputCount, (row + 1) * spec.inputCount),
  ])
}

function peerTask(spec: NetworkSpec, activate: (row: number[]) => readonly number[]): Task {
  const rows = rowsOf(spec)
  return {
    activations: DATA_ROWS,
    run() {
      let sum = 0
      for (const row of rows) sum += activate(row)[0] ?? 0
      if (Number.isNaN(sum)) throw new RangeError('the peer computed no numbers')
    },
  }
}

function assertSame(spec: NetworkSpec, peer: PeerNetwork): void {
  const network = compileNetwork(spec)
  for (const row of rowsOf(spec).slice(0, 50)) {
    const theirs = peer.activate(row)
    // Ours gets what its users give it: typed arrays.
    network.activate(Float64Array.from(row)).forEach((value, output) => {
      if (Math.abs(value - (theirs[output] ?? Number.NaN)) < 1e-9) return
      throw new RangeError(
        `the peer computes ${theirs[output]} where ${value} is right: the work is not the same`,
      )
    })
  }
}

/** Their JSON: nodes in the order of activation, that is inputs, hidden, outputs. */
function asJson(spec: NetworkSpec): object {
  const { inputCount, outputCount } = spec
  const hidden = spec.bias.length - outputCount
  const place = (node: number): number => {
    if (node < inputCount) return node
    return node < inputCount + outputCount ? node + hidden : node - outputCount
  }
  const node = (index: number, type: string, bias: number): object => ({
    index,
    type,
    bias: SIGMOID_SLOPE * bias,
    squash: 'LOGISTIC',
    mask: 1,
  })
  const nodes = [
    ...Array.from({ length: inputCount }, (_, i) => node(i, 'input', 0)),
    ...Array.from({ length: hidden }, (_, i) =>
      node(inputCount + i, 'hidden', spec.bias[outputCount + i] ?? Number.NaN),
    ),
    ...Array.from({ length: outputCount }, (_, i) =>
      node(inputCount + hidden + i, 'output', spec.bias[i] ?? Number.NaN),
    ),
  ]
  const connections = [...spec.weight].map((weight, c) => ({
    weight: SIGMOID_SLOPE * weight,
    from: place(spec.source[c] ?? -1),
    to: place(spec.target[c] ?? -1),
    gater: null,
  }))
  const sizes = { input: inputCount, output: outputCount, input_size: inputCount, output_size: outputCount }
  const lists = {
    input_nodes: nodes.slice(0, inputCount).map((_, i) => i),
    output_nodes: Array.from({ length: outputCount }, (_, i) => inputCount + hidden + i),
  }
  return { nodes, connections, dropout: 0, ...sizes, ...lists }
}
