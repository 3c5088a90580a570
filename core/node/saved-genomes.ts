// The genomes that a saved run remembers, champions of the run and of its species, as lines of JSON.
import type { RunTablePart } from '../api/saved-runs.ts'
import type { ChampionView } from '../api/views.ts'
import { genomeToJson } from '../neat/genome-codec.ts'
import { compactGenomeSchema, expandedGenome } from '../neat/population-codec.ts'
import type { RunConfig } from '../run/run-config.ts'
import { readChronicle } from './run-folder/chronicle-files.ts'

/** Genomes of a part. */
const PART = 200

interface Remembering {
  readonly path: string
  readonly config: RunConfig
  /** It tells how many inputs and outputs they have; without one nothing is remembered. */
  readonly champion: ChampionView | null
}

/**
 * From the genome at place `from` on: for each `species` (null: the champion of the whole run), the `generation` from which on it was
 * the champion, its `fitness`, `hash` and `genome`.
 */
export async function rememberedGenomes(
  { path, config, champion }: Remembering,
  from: number,
): Promise<RunTablePart> {
  if (champion === null) return { text: '', next: null }
  const { champions } = await readChronicle(path, config.neat.selection)
  const { inputs, outputs } = champion.genome
  const all = champions.all()
  const lines = all.slice(from, from + PART).map(({ line, generation, fitness, hash, text }) => {
    const genome = expandedGenome(compactGenomeSchema.parse(JSON.parse(text)), { inputs, outputs })
    const json = genomeToJson(genome, config.neat.network.kind)
    const species = line === 'run' ? null : line
    return `${JSON.stringify({ species, generation, fitness, hash, genome: json })}\n`
  })
  return { text: lines.join(''), next: from + PART < all.length ? from + PART : null }
}
