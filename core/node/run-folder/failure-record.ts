// The genomes of a run that got no fitness, with their errors: one JSON object a line, for people to look at and for a
// resumed run to repeat what chance decided.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { genomeId } from '../../base/ids.ts'
import { jsonOf } from '../../base/json-of.ts'
import { FAILURE_CAUSES, type FailedEvaluation } from '../../evaluate/batch.ts'
import { isByChance, type RecordedFailures } from '../../evaluate/recorded-failures.ts'
import { genomeFromJson, genomeToJson } from '../../neat/genome-codec.ts'
import type { GenomeJson } from '../../network/genome-json.ts'
import type { NetworkKind } from '../../network/network-spec.ts'
import type { GenerationOutcome } from '../../run/evolve.ts'
import { FILES } from './files.ts'
import type { Storage } from './storage.ts'

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
  storage: Storage,
  outcome: Pick<GenerationOutcome, 'failed' | 'population'>,
  { known, kind }: { readonly known: RecordedFailures; readonly kind: NetworkKind },
): Promise<void> {
  const { generation } = outcome.population
  const isKnown = ({ genomeId: id }: FailedEvaluation) => known.get(generation)?.has(id) === true
  const news = outcome.failed.filter((failure) => !isKnown(failure))
  const repeatable = news.filter((failure) => !isByChance(failure)).slice(0, MOST_REPEATABLE)
  const kept = [...news.filter(isByChance), ...repeatable]
  if (kept.length === 0) return
  const lines = kept.map(({ genomeId: id, cause, reason, trace }) => {
    const found = outcome.population.genomes.find((candidate) => candidate.id === id)
    const genome = found === undefined ? null : genomeToJson(found, kind)
    return `${JSON.stringify({ generation, genomeId: id, cause, reason, trace, genome })}\n`
  })
  await storage.append(FILES.failures, lines.join(''))
}

export interface ReadFailures {
  /** Those that chance decided. */
  readonly record: RecordedFailures
  /** Bytes up to the end of the last line that counts, and of all. */
  readonly kept: number
  readonly bytes: number
}

/**
 * The record up to `lastGeneration`, or null where the file is no such record. What a cut of the power leaves behind the
 * last line that counts does not.
 */
export async function readFailures(
  path: string,
  lastGeneration = Number.POSITIVE_INFINITY,
): Promise<ReadFailures | null> {
  const text = await readFile(join(path, FILES.failures), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const record = new Map<number, Map<number, FailedEvaluation>>()
  let isBroken = false
  let kept = 0
  for (const line of text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1)) {
    const parsed = lineSchema.safeParse(jsonOf(line))
    if (!parsed.success) {
      isBroken = true
      continue
    }
    const { generation, genomeId: id, cause, reason } = parsed.data
    if (isBroken && generation <= lastGeneration) return null
    if (isBroken) continue
    kept += Buffer.byteLength(line) + 1
    const failure: FailedEvaluation = { kind: 'failed', genomeId: genomeId(id), cause, reason }
    if (isByChance(failure)) {
      record.set(generation, (record.get(generation) ?? new Map()).set(id, failure))
    }
  }
  // Nothing says that more than the end of the file was lost.
  if (isBroken && lastGeneration === Number.POSITIVE_INFINITY) return null
  return { record, kept, bytes: Buffer.byteLength(text) }
}

export interface FailedGenomeRef {
  readonly generation: number
  readonly genomeId: number
}

/** A failed genome as it was saved; null where the record doesn't have it. */
export async function readFailedGenome(path: string, wanted: FailedGenomeRef): Promise<GenomeJson | null> {
  const text = await readFile(join(path, FILES.failures), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  for (const line of text.split('\n')) {
    const parsed = savedSchema.safeParse(jsonOf(line))
    if (!parsed.success || parsed.data.genomeId !== wanted.genomeId) continue
    if (parsed.data.generation === wanted.generation) return savedGenome(parsed.data.genome)
  }
  return null
}

const savedSchema = lineSchema.extend({ genome: z.unknown() })

function savedGenome(value: unknown): GenomeJson | null {
  const read = genomeFromJson(value)
  return read.ok ? genomeToJson(read.value.genome, read.value.kind) : null
}
