// A network as data: what is needed to compute it and nothing of how it was bred. It travels on the wire as it stands.

/** Names of the node activation functions; the index is the code that travels on the wire: append only. */
export const ACTIVATIONS = [
  'sigmoid',
  'tanh',
  'relu',
  'identity',
  'sin',
  'gauss',
  'leaky-relu',
  'elu',
  'selu',
  'softplus',
  'clamped',
  'inv',
  'log',
  'exp',
  'abs',
  'hat',
  'square',
  'cube',
] as const
/** Name of a node's activation function. */
export type ActivationName = (typeof ACTIVATIONS)[number]

/** Names of the aggregations of a node's weighted inputs; the index travels on the wire: append only. */
export const AGGREGATIONS = ['sum', 'product', 'max', 'min', 'maxabs', 'mean', 'median'] as const
/** Name of how a node gathers its weighted inputs. */
export type AggregationName = (typeof AGGREGATIONS)[number]

/** Whether a network has loops and state, and in continuous time. */
export type NetworkKind = 'feed-forward' | 'recurrent' | 'ctrnn'

/**
 * A network's expressed part. Nodes are numbered densely: inputs 0..inputCount−1, then outputs, then the hidden
 * nodes that lie on a path to an output. Node arrays hold the non-input nodes only, entry i for node inputCount + i.
 * Connections are enabled ones only, in order of innovation: that order is the order of summation, so it is part of
 * the result's bits.
 */
export interface NetworkSpec {
  readonly kind: NetworkKind
  readonly inputCount: number
  readonly outputCount: number
  /** Index into {@link ACTIVATIONS} per non-input node. */
  readonly activation: Uint8Array
  /** Index into {@link AGGREGATIONS} per non-input node. */
  readonly aggregation: Uint8Array
  /** Added to the aggregated input of each non-input node. */
  readonly bias: Float64Array
  /** Multiplies the aggregated input of each non-input node. */
  readonly response: Float64Array
  /** Of each non-input node of a ctrnn, in activations, at least 1; other kinds have none. */
  readonly timeConstant?: Float64Array
  /** Source node index per connection. */
  readonly source: Uint32Array
  /** Target node index per connection; never an input. */
  readonly target: Uint32Array
  readonly weight: Float64Array
}

/** A network ready to compute. One object per evaluating thread: `activate` reuses its buffers. */
export interface Network {
  readonly inputCount: number
  readonly outputCount: number
  /**
   * One pass. `inputs` has inputCount numbers; the result has outputCount numbers and is valid until the next call.
   * Recurrent networks keep their state between calls until {@link reset}.
   */
  activate(inputs: ArrayLike<number>): Float64Array
  /**
   * A whole data set: one pass per row, each on a network as new, with the bits of {@link reset} and {@link activate}
   * for every row. `inputs` holds `rows` rows of inputCount numbers; the result holds as many rows of outputCount
   * numbers and is the caller's own.
   */
  activateAll(inputs: Float64Array, rows: number): Float64Array
  /** Forgets all state; nothing to do for feed-forward networks. */
  reset(): void
}
