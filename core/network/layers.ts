// In which layer to draw each node: inputs first, outputs last, hidden nodes by their longest path from an input.
// Loops are tolerated: the connections that close them, found depth-first from the inputs, don't count. Linear time.
// Typed-array reads are in range by construction, hence the casts.

export interface LayeredEdges {
  /** Nodes are 0..nodeCount−1: inputs, then outputs, then hidden ones. */
  readonly nodeCount: number
  readonly inputCount: number
  readonly outputCount: number
  readonly source: ArrayLike<number>
  readonly target: ArrayLike<number>
}

/** Layer of each node; inputs are 0, all outputs share the last layer, hidden nodes stand strictly between. */
export function layersOf(edges: LayeredEdges): Uint32Array {
  const { nodeCount, inputCount, outputCount } = edges
  const outgoing = hiddenSuccessors(edges)
  const layer = new Uint32Array(nodeCount).fill(1)
  layer.fill(0, 0, inputCount)
  let last = nodeCount > inputCount + outputCount ? 2 : 1
  const { order, position } = depthFirstOrder(outgoing, nodeCount)
  for (const node of order) {
    const next = (layer[node] as number) + 1
    for (let at = outgoing.start[node] as number; at < (outgoing.start[node + 1] as number); at++) {
      const successor = outgoing.target[at] as number
      // In this order only a connection that closes a loop leads backwards.
      if ((position[successor] as number) <= (position[node] as number)) continue
      layer[successor] = Math.max(layer[successor] as number, next)
      last = Math.max(last, next + 1)
    }
  }
  layer.fill(last, inputCount, inputCount + outputCount)
  return layer
}

interface Outgoing {
  readonly start: Uint32Array
  readonly target: Uint32Array
}

/** Connections into hidden nodes, grouped by source; what leaves an output is drawn backwards and counts nowhere. */
function hiddenSuccessors({ nodeCount, inputCount, outputCount, source, target }: LayeredEdges): Outgoing {
  const outputsEnd = inputCount + outputCount
  const counts = (connection: number): boolean => {
    const from = source[connection] as number
    return (target[connection] as number) >= outputsEnd && (from < inputCount || from >= outputsEnd)
  }
  const start = new Uint32Array(nodeCount + 1)
  for (let c = 0; c < source.length; c++) {
    const row = (source[c] as number) + 1
    if (counts(c)) start[row] = (start[row] as number) + 1
  }
  for (let node = 0; node < nodeCount; node++)
    start[node + 1] = (start[node + 1] as number) + (start[node] as number)
  const cursor = start.slice(0, nodeCount)
  const grouped = new Uint32Array(start[nodeCount] as number)
  for (let c = 0; c < source.length; c++) {
    if (!counts(c)) continue
    const from = source[c] as number
    const at = cursor[from] as number
    cursor[from] = at + 1
    grouped[at] = target[c] as number
  }
  return { start, target: grouped }
}

/** Nodes in reverse postorder, inputs as the first roots, and the position of each in it. */
function depthFirstOrder(
  outgoing: Outgoing,
  nodeCount: number,
): { order: Uint32Array; position: Uint32Array } {
  const order = new Uint32Array(nodeCount)
  const position = new Uint32Array(nodeCount)
  const cursor = outgoing.start.slice(0, nodeCount)
  const seen = new Uint8Array(nodeCount)
  const stack = new Uint32Array(nodeCount)
  let place = nodeCount
  for (let root = 0; root < nodeCount; root++) {
    if (seen[root] === 1) continue
    let top = 0
    stack[0] = root
    seen[root] = 1
    while (top >= 0) {
      const node = stack[top] as number
      const at = cursor[node] as number
      if (at === outgoing.start[node + 1]) {
        order[--place] = node
        position[node] = place
        top--
        continue
      }
      cursor[node] = at + 1
      const successor = outgoing.target[at] as number
      if (seen[successor] === 1) continue
      seen[successor] = 1
      stack[++top] = successor
    }
  }
  return { order, position }
}
