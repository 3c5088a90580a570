// The first population: minimal networks with no hidden node (Stanley & Miikkulainen 2002, §3.4).
import { type GenomeId, genomeId } from '../base/ids.ts'
import type { Random } from '../base/random.ts'
import type { Steps } from '../base/steps.ts'
import { ACTIVATIONS, AGGREGATIONS } from '../network/network-spec.ts'
import type { NeatConfig } from './config.ts'
import { GenomeDraft } from './draft.ts'
import type { Genome } from './genome.ts'
import type { InnovationRegistry } from './innovations.ts'

/** Number of inputs and outputs of the networks. */
export interface NetworkShape {
  readonly inputs: number
  readonly outputs: number
}

/** Genomes between two pauses. */
const GENOMES_PER_STEP = 500

export function* firstGenomes(
  config: NeatConfig,
  shape: NetworkShape,
  registry: InnovationRegistry,
  random: Random,
  firstId = 0,
): Steps<readonly Genome[]> {
  const draft = new GenomeDraft(shape.inputs, shape.outputs)
  const { initialConnections } = config.network
  const areAlike = initialConnections === 'full' || initialConnections === 'none'
  const genomes: Genome[] = []
  for (let index = 0; index < config.populationSize; index++) {
    const id = genomeId(firstId + index)
    const [first] = genomes
    const isCopy = areAlike && first !== undefined
    genomes.push(
      isCopy ? alike(draft, id, first, config, random) : firstGenome(draft, id, config, registry, random),
    )
    if ((index + 1) % GENOMES_PER_STEP === 0) yield
  }
  return genomes
}

/** A genome of the structure of `first`, which it shares with it, with numbers of its own drawn in the same order. */
function alike(
  draft: GenomeDraft,
  id: GenomeId,
  first: Genome,
  { biases, weights }: NeatConfig,
  random: Random,
): Genome {
  const range = weights.initialRange
  draft.copyFrom(first)
  if (biases.genes !== 'none') {
    for (let output = 0; output < draft.nodeCount; output++)
      draft.bias[output] = random.nextBetween(-range, range)
  }
  for (let input = 0; input < draft.inputCount; input++) {
    for (let output = 0; output < draft.outputCount; output++) {
      const gene = connectionIndex(draft, input, draft.inputCount + output)
      if (gene >= 0) draft.weight[gene] = random.nextBetween(-range, range)
    }
  }
  return draft.finish(id)
}

/** Index of the connection between two nodes, or −1; genes of a first genome mostly lie where their pair would. */
function connectionIndex(draft: GenomeDraft, source: number, target: number): number {
  const likely = source * draft.outputCount + target - draft.inputCount
  if (likely < draft.connectionCount && draft.source[likely] === source && draft.target[likely] === target) {
    return likely
  }
  for (let gene = 0; gene < draft.connectionCount; gene++) {
    if (draft.source[gene] === source && draft.target[gene] === target) return gene
  }
  return -1
}

function firstGenome(
  draft: GenomeDraft,
  id: GenomeId,
  config: NeatConfig,
  registry: InnovationRegistry,
  random: Random,
): Genome {
  const { inputCount, outputCount } = draft
  const range = config.weights.initialRange
  const activation = ACTIVATIONS.indexOf(config.network.outputActivation)
  const aggregation = AGGREGATIONS.indexOf(config.network.outputAggregation)
  const timeConstant = config.network.kind === 'ctrnn' ? config.timeConstants.initial : undefined
  draft.clear()
  for (let output = 0; output < outputCount; output++) {
    const bias = config.biases.genes === 'none' ? 0 : random.nextBetween(-range, range)
    draft.insertNode({ id: inputCount + output, activation, aggregation, bias, response: 1, timeConstant })
  }
  connect(draft, config, registry, random)
  return draft.finish(id)
}

/** Connections from inputs to outputs as `initialConnections` asks for. */
function connect(
  draft: GenomeDraft,
  { network, weights }: NeatConfig,
  registry: InnovationRegistry,
  random: Random,
): void {
  const { inputCount, outputCount } = draft
  const { initialConnections, initialConnectionRate } = network
  const range = weights.initialRange
  const chosen = initialConnections === 'one-input' ? random.nextInt(inputCount * outputCount) : -1
  for (let pair = 0; pair < inputCount * outputCount; pair++) {
    const isJoined =
      initialConnections === 'full' ||
      (initialConnections === 'partial' && random.nextChance(initialConnectionRate)) ||
      pair === chosen
    if (!isJoined) continue
    const source = Math.floor(pair / outputCount)
    const target = inputCount + (pair % outputCount)
    const innovation = registry.connection(source, target)
    draft.insertConnection({
      innovation,
      source,
      target,
      weight: random.nextBetween(-range, range),
      enabled: 1,
    })
  }
}
