// The network as it is drawn: read from the drawing's attributes alone, and computed from them by code of its own that
// shares nothing with the engine.
import type { Page } from 'playwright-core'

export interface DrawnNode {
  readonly id: number
  readonly role: string
  readonly activation: string
  readonly bias: number
  readonly response: number
}

export interface DrawnConnection {
  readonly innovation: number
  readonly source: number
  readonly target: number
  readonly weight: number
  readonly enabled: boolean
}

export interface Drawing {
  readonly championHash: string
  /** In order of id. */
  readonly nodes: readonly DrawnNode[]
  /** In order of innovation. */
  readonly connections: readonly DrawnConnection[]
}

export async function readDrawing(page: Page): Promise<Drawing> {
  const drawing = page.locator('[data-champion-hash]')
  const championHash = (await drawing.getAttribute('data-champion-hash')) ?? ''
  const read = (selector: string): Promise<Record<string, string | undefined>[]> =>
    drawing.locator(selector).evaluateAll((found) => found.map((one) => ({ ...(one as SVGElement).dataset })))
  const nodes = (await read('[data-node-id]')).map(
    ({ nodeId, role, activation, bias, response }): DrawnNode => ({
      id: Number(nodeId),
      role: role ?? '',
      activation: activation ?? '',
      bias: Number(bias),
      response: Number(response),
    }),
  )
  const connections = (await read('[data-innovation]')).map(
    ({ innovation, source, target, weight, enabled }): DrawnConnection => ({
      innovation: Number(innovation),
      source: Number(source),
      target: Number(target),
      weight: Number(weight),
      enabled: enabled === 'true',
    }),
  )
  return {
    championHash,
    nodes: nodes.sort((a, b) => a.id - b.id),
    connections: connections.sort((a, b) => a.innovation - b.innovation),
  }
}

const ACTIVATIONS: Readonly<Record<string, (x: number) => number>> = {
  // Steepened as in Stanley & Miikkulainen 2002, §4.1.
  sigmoid: (x) => 1 / (1 + Math.exp(-4.9 * x)),
  tanh: Math.tanh,
  relu: (x) => Math.max(0, x),
  identity: (x) => x,
}

/** Values of the output nodes of a drawn feed-forward network, each node from its drawn inputs. */
export function outputsOf(drawing: Drawing, inputs: readonly number[]): number[] {
  const valueAt = (id: number): number => {
    const node = drawing.nodes.find((candidate) => candidate.id === id)
    if (node === undefined) throw new Error(`No node ${id} is drawn.`)
    if (node.role === 'input') return inputs[id] ?? Number.NaN
    const activate = ACTIVATIONS[node.activation]
    if (activate === undefined)
      throw new Error(`Node ${id} is drawn with the activation "${node.activation}".`)
    const into = drawing.connections.filter(({ target, enabled }) => enabled && target === id)
    const sum = into.reduce((total, { source, weight }) => total + weight * valueAt(source), 0)
    return activate(node.bias + node.response * sum)
  }
  return drawing.nodes.filter(({ role }) => role === 'output').map(({ id }) => valueAt(id))
}
