// All mutations of a child, each with its own chance.
import type { Random } from '../../base/random.ts'
import type { NeatConfig } from '../config.ts'
import type { GenomeDraft } from '../draft.ts'
import type { InnovationRegistry } from '../innovations.ts'
import { mutateActivation } from './activation.ts'
import { addConnection } from './add-connection.ts'
import { addNode } from './add-node.ts'
import { deleteConnection } from './delete-connection.ts'
import { deleteNode } from './delete-node.ts'
import { toggleConnection } from './toggle.ts'
import { mutateWeights } from './weights.ts'

export function mutate(
  draft: GenomeDraft,
  config: NeatConfig,
  registry: InnovationRegistry,
  random: Random,
): void {
  const { structure, weights } = config
  if (random.nextChance(structure.addNodeRate)) addNode(draft, config, registry, random)
  if (random.nextChance(structure.addConnectionRate)) addConnection(draft, config, registry, random)
  if (random.nextChance(structure.deleteNodeRate)) deleteNode(draft, random)
  if (random.nextChance(structure.deleteConnectionRate)) deleteConnection(draft, random)
  if (random.nextChance(structure.toggleRate)) toggleConnection(draft, random)
  if (random.nextChance(structure.activationRate)) mutateActivation(draft, config, random)
  if (random.nextChance(weights.mutationRate)) mutateWeights(draft, weights, random)
}
