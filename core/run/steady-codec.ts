// What a run without generations carries on, to plain JSON and back: part of a checkpoint.
import * as z from 'zod'
import { type Parsed, parseWith } from '../base/config-issue.ts'
import { genomeId } from '../base/ids.ts'
import type { NetworkShape } from '../neat/first-genomes.ts'
import { compactGenome, compactGenomeSchema, expandedGenome } from '../neat/population-codec.ts'
import type { SteadyProgress } from './steady-progress.ts'

const whole = z.int().min(0).max(0xffff_ffff)

const steadyJsonSchema = z.strictObject({
  births: z.int().min(0),
  pending: z.array(compactGenomeSchema),
  inFlight: z.int().min(1),
  order: z.array(whole),
})

export type SteadyJson = z.output<typeof steadyJsonSchema>

export function steadyToJson({ births, pending, inFlight, order }: SteadyProgress): SteadyJson {
  return { births, pending: pending.map(compactGenome), inFlight, order: [...order] }
}

export function steadyFromJson(value: unknown, shape: NetworkShape): Parsed<SteadyProgress> {
  const parsed = parseWith(steadyJsonSchema, value)
  if (!parsed.ok) return parsed
  const { births, pending, inFlight, order } = parsed.value
  const progress = {
    births,
    pending: pending.map((genome) => expandedGenome(genome, shape)),
    inFlight,
    order: order.map(genomeId),
  }
  return { ok: true, value: progress }
}
