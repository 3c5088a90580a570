// The genomes of a run that got no fitness, with their errors: one JSON object a line, for people to look at and for a
// resumed run to repeat what chance decided.
import { appendFile, readFile, truncate } from 'node:fs/promises'
import * as z from 'zod'
import { genomeId } from '../../base/ids.ts'
import { FAILURE_CAUSES, type FailedEvaluation } from '../../evaluate/batch.ts'
import { isByChance, type RecordedFailures } from '../../evaluate/recorded-failures.ts'
import { genomeToJson } from '../../neat/genome-codec.ts'
import type { NetworkKind } from '../../network/network-spec.ts'
import type { GenerationOutcome } from '../../run/evolve.ts'

const lineSchema = z.looseObject({
  generation: z.int().min(0),
  genomeId: z.int().min(0),
  cause: z.enum(FAILURE_CAUSES),
  reason: z.string(),
})

/** Failures of a generation that are kept although anybody could repeat them; those by chance are kept all. */
const MOST_REPEATABLE = 20

/** Appends the failures of a generation, but for those that `known` has. */
export async function appendFailures(
  file: string,
  outcome: Pick<GenerationOutcome, 'failed' | 'population'>,
  { known, kind }: { readonly known: RecordedFailures; readonly kind: NetworkKind },
): Promise<void> {
  const { generation } = outcome.population
  const isKnown = ({ genomeId: id }: FailedEvaluation) => known.get(generation)?.has(id) === true
  const news = outcome.failed.filter((failure) => !isKnown(failure))
  const repeatable = news.filter((failure) => !isByChance(failure)).slice(0, MOST_REPEATABLE)
  const kept = [...news.filter(isByChance), ...repeatable]
  if (kept.length === 0) return
  const lines = kept.map(({ genomeId: id, cause, reason }) => {
    const found = outcome.population.genomes.find((candidate) => candidate.id === id)
    const genome = found === undefined ? null : genomeToJson(found, kind)
    return `${JSON.stringify({ generation, genomeId: id, cause, reason, genome })}\n`
  })
  await appendFile(file, lines.join(''))
}

/**
 * Those that chance decided, or null where the file is no such record. An incomplete last line, of a process that was
 * killed, is cut off.
 */
export async function readFailures(file: string): Promise<RecordedFailures | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const record = new Map<number, Map<number, FailedEvaluation>>()
  for (const line of whole.split('\n').slice(0, -1)) {
    const parsed = lineSchema.safeParse(jsonOf(line))
    if (!parsed.success) return null
    const { generation, genomeId: id, cause, reason } = parsed.data
    const failure: FailedEvaluation = { kind: 'failed', genomeId: genomeId(id), cause, reason }
    if (isByChance(failure)) {
      record.set(generation, (record.get(generation) ?? new Map()).set(id, failure))
    }
  }
  if (whole.length < text.length) await truncate(file, Buffer.byteLength(whole))
  return record
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
