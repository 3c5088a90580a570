// All mutations of a child, each with its own chance.
import type { Random } from '../../base/random.ts'
import type { NeatConfig } from '../config.ts'
import type { GenomeDraft } from '../draft.ts'
import type { InnovationRegistry } from '../innovations.ts'
import { mutateActivation } from './activation.ts'
import { addConnection } from './add-connection.ts'
import { addNode } from './add-node.ts'
import { mutateAggregation } from './aggregation.ts'
import { mutateBiases } from './biases.ts'
import { deleteConnection } from './delete-connection.ts'
import { deleteNode } from './delete-node.ts'
import { pruneDangling } from './prune.ts'
import { mutateResponses } from './responses.ts'
import { mutateTimeConstants } from './time-constants.ts'
import { toggleConnection } from './toggle.ts'
import { mutateWeights } from './weights.ts'

export function mutate(
  draft: GenomeDraft,
  config: NeatConfig,
  registry: InnovationRegistry,
  random: Random,
): void {
  mutateStructure(draft, config, registry, random)
  const { structure, weights } = config
  if (random.nextChance(structure.activationRate)) mutateActivation(draft, config, random)
  if (random.nextChance(weights.mutationRate)) mutateWeights(draft, config, random)
  mutateOtherGenes(draft, config, random)
}

function mutateStructure(
  draft: GenomeDraft,
  config: NeatConfig,
  registry: InnovationRegistry,
  random: Random,
): void {
  const { structure } = config
  if (random.nextChance(structure.addNodeRate)) addNode(draft, config, registry, random)
  if (random.nextChance(structure.addConnectionRate)) addConnection(draft, config, registry, random)
  const lostNode = random.nextChance(structure.deleteNodeRate) && deleteNode(draft, random)
  const lostConnection = random.nextChance(structure.deleteConnectionRate) && deleteConnection(draft, random)
  if (structure.pruneDangling && (lostNode || lostConnection)) pruneDangling(draft)
  if (random.nextChance(structure.toggleRate)) toggleConnection(draft, random)
}

/** Genes that many runs leave as they are: these draw no chance then. */
function mutateOtherGenes(draft: GenomeDraft, config: NeatConfig, random: Random): void {
  const { structure, biases, responses, timeConstants } = config
  if (happens(structure.aggregationRate, random)) mutateAggregation(draft, config, random)
  if (biases.genes === 'own-rates' && happens(biases.mutationRate, random))
    mutateBiases(draft, config, random)
  if (happens(responses.mutationRate, random)) mutateResponses(draft, config, random)
  if (draft.timeConstant !== null && happens(timeConstants.mutationRate, random)) {
    mutateTimeConstants(draft, config, random)
  }
}

function happens(rate: number, random: Random): boolean {
  return rate > 0 && random.nextChance(rate)
}
