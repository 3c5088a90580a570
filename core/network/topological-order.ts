// An order in which every node comes after its sources, or the news that a cycle forbids one. Linear time.
import type { Incoming } from './incoming.ts'

/**
 * Order of the non-input nodes (as indices without the inputs), lowest number first among the ready; null when there
 * is a cycle. Depth-first, with a stack of its own: depth is no limit.
 */
export function topologicalOrder(incoming: Incoming, inputCount: number): Uint32Array | null {
  const nodes = incoming.start.length - 1
  const order = new Uint32Array(nodes)
  const cursor = incoming.start.slice(0, nodes)
  const state = new Uint8Array(nodes) // 0 unseen, 1 on the stack, 2 done
  const stack = new Uint32Array(nodes)
  let done = 0
  for (let root = 0; root < nodes; root++) {
    if (state[root] !== 0) continue
    let depth = 0
    stack[0] = root
    state[root] = 1
    while (depth >= 0) {
      const node = stack[depth] as number
      const at = cursor[node] as number
      if (at === incoming.start[node + 1]) {
        state[node] = 2
        order[done++] = node
        depth--
        continue
      }
      cursor[node] = at + 1
      const source = (incoming.source[at] as number) - inputCount
      if (source < 0 || state[source] === 2) continue
      if (state[source] === 1) return null
      state[source] = 1
      stack[++depth] = source
    }
  }
  return order
}
