// A substrate: where the nodes of a large network lie, and which groups of them are connected. Declared by people in a
// JSON file, parsed once. It knows nothing of how the pattern of weights comes about.
import * as z from 'zod'
import { type Parsed, parseWith } from '../base/config-issue.ts'
import { ACTIVATIONS } from '../network/network-spec.ts'

export const SUBSTRATE_VERSION = 1
/** Every genome's evaluation asks its pattern network about all of them at once. */
const MAX_PAIRS = 1_000_000

const coordinate = z.number().min(-1000).max(1000)
const layerSchema = z.strictObject({
  name: z.string().min(1).max(100).meta({ description: 'What connections call it.' }),
  nodes: z
    .array(z.array(coordinate).min(1).max(3))
    .min(1)
    .max(10_000)
    .meta({ description: 'Coordinates of each node; the same number of dimensions everywhere.' }),
})

export const substrateSchema = z
  .strictObject({
    format: z.literal('neatwork-substrate'),
    version: z.literal(SUBSTRATE_VERSION),
    inputs: layerSchema.meta({ description: 'Input nodes, in the order of the problem’s inputs.' }),
    outputs: layerSchema.meta({ description: 'Output nodes, in the order of the problem’s outputs.' }),
    hidden: z.array(layerSchema).max(100).default([]).meta({ description: 'Layers of hidden nodes.' }),
    connections: z
      .array(z.tuple([z.string(), z.string()]))
      .min(1)
      .meta({
        description:
          'Pairs of layers, from and to: every node of the one may connect to every node of the other.',
      }),
    activation: z
      .enum(ACTIVATIONS)
      .default('sigmoid')
      .meta({ description: 'Activation of hidden nodes, and of the outputs unless they have their own.' }),
    outputActivation: z.enum(ACTIVATIONS).optional().meta({ description: 'Activation of the outputs.' }),
    weightThreshold: z
      .number()
      .min(0)
      .lt(1)
      .default(0.2)
      .meta({ description: 'Outputs of the pattern network within ± this express no connection.' }),
    largestWeight: z
      .number()
      .gt(0)
      .max(1000)
      .default(3)
      .meta({ description: 'Weight of a connection for which the pattern network says 1.' }),
    nodeBiases: z.boolean().default(true).meta({
      description: 'Whether nodes have biases, painted by a second output of the pattern network.',
    }),
    distance: z.boolean().default(false).meta({
      description: 'Whether the pattern network is also told how far apart the two nodes are.',
    }),
  })
  .superRefine(checkLayers)

/** Where the nodes lie of networks that other networks paint. */
export type Substrate = z.output<typeof substrateSchema>
export type SubstrateInput = z.input<typeof substrateSchema>

export function parseSubstrate(value: unknown): Parsed<Substrate> {
  return parseWith(substrateSchema, value)
}

/** All layers: inputs, outputs, then the hidden ones. */
export function layersOfSubstrate({
  inputs,
  outputs,
  hidden,
}: Pick<Substrate, 'inputs' | 'outputs' | 'hidden'>) {
  return [inputs, outputs, ...hidden]
}

/** Number of coordinates of every node. */
export function dimensionsOf(substrate: Pick<Substrate, 'inputs'>): number {
  return substrate.inputs.nodes[0]?.length ?? 0
}

type Unchecked = z.output<z.ZodObject<{ inputs: typeof layerSchema; outputs: typeof layerSchema }>> & {
  readonly hidden: readonly z.output<typeof layerSchema>[]
  readonly connections: readonly (readonly [string, string])[]
}

/** What the shape alone does not say: names are unique and known, dimensions agree, nothing leads into the inputs. */
function checkLayers(value: Unchecked, context: z.RefinementCtx): void {
  const complain = (path: (string | number)[], message: string): void =>
    context.addIssue({ code: 'custom', path, message })
  const layers = [value.inputs, value.outputs, ...value.hidden]
  const names = layers.map((layer) => layer.name)
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined) complain(['hidden'], `two layers are called "${repeated}"`)
  const dimensions = value.inputs.nodes[0]?.length
  for (const { name, nodes } of layers) {
    const odd = nodes.findIndex((node) => node.length !== dimensions)
    if (odd >= 0)
      complain(['inputs'], `node ${odd} of layer "${name}" has not ${dimensions} coordinates like the first`)
  }
  value.connections.forEach(([from, to], index) => {
    const unknown = [from, to].find((name) => !names.includes(name))
    if (unknown !== undefined) complain(['connections', index], `there is no layer called "${unknown}"`)
    if (to === value.inputs.name) complain(['connections', index], 'nothing may lead into the inputs')
    const first = value.connections.findIndex(([source, target]) => source === from && target === to)
    if (first < index) complain(['connections', index], `"${from}" and "${to}" are connected already`)
  })
  const sizeOf = (name: string) => layers.find((layer) => layer.name === name)?.nodes.length ?? 0
  const pairs = value.connections.reduce((sum, [from, to]) => sum + sizeOf(from) * sizeOf(to), 0)
  if (pairs > MAX_PAIRS)
    complain(['connections'], `they join ${pairs} pairs of nodes; at most ${MAX_PAIRS} can be painted`)
}
