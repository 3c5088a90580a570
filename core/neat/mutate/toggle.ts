// Mutation that enables a disabled connection, or disables an enabled one (original C++, mutate_toggle_enable).
import type { Random } from '../../base/random.ts'
import type { GenomeDraft } from '../draft.ts'

/** Toggles one connection drawn at random. An enabled one is spared if nothing else would leave its source. */
export function toggleConnection(draft: GenomeDraft, random: Random): boolean {
  if (draft.connectionCount === 0) return false
  const gene = random.nextInt(draft.connectionCount)
  if (draft.enabled[gene] === 1 && !sourceHasAnotherWay(draft, gene)) return false
  draft.enabled[gene] = 1 - (draft.enabled[gene] as number)
  return true
}

function sourceHasAnotherWay(draft: GenomeDraft, gene: number): boolean {
  for (let other = 0; other < draft.connectionCount; other++) {
    if (other !== gene && draft.enabled[other] === 1 && draft.source[other] === draft.source[gene])
      return true
  }
  return false
}
