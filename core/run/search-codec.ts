// The state of a search to plain JSON and back, bit for bit: part of a checkpoint.
import * as z from 'zod'
import { type Parsed, parseWith } from '../base/config-issue.ts'
import type { NetworkShape } from '../neat/first-genomes.ts'
import { compactGenome, compactGenomeSchema, expandedGenome } from '../neat/population-codec.ts'
import type { SearchState } from './search.ts'

const behaviour = z.array(z.number())

const searchJsonSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('novelty'),
    scores: z.array(z.number()),
    archive: z.strictObject({
      behaviours: z.array(behaviour),
      threshold: z.number().min(0),
      quietEvaluations: z.int().min(0),
    }),
  }),
  z.strictObject({
    kind: z.literal('map-elites'),
    elites: z.array(
      z.strictObject({
        cell: z.int().min(0),
        fitness: z.number(),
        behaviour,
        content: compactGenomeSchema,
      }),
    ),
  }),
])

export type SearchJson = z.output<typeof searchJsonSchema>

export function searchToJson(search: SearchState): SearchJson {
  if (search.kind === 'novelty') {
    const { behaviours, threshold, quietEvaluations } = search.archive
    const archive = { behaviours: behaviours.map((one) => [...one]), threshold, quietEvaluations }
    return { kind: 'novelty', scores: [...search.scores], archive }
  }
  const elites = search.elites.map(({ content, ...elite }) => ({
    ...elite,
    behaviour: [...elite.behaviour],
    content: compactGenome(content),
  }))
  return { kind: 'map-elites', elites }
}

export function searchFromJson(value: unknown, shape: NetworkShape): Parsed<SearchState> {
  const parsed = parseWith(searchJsonSchema, value)
  if (!parsed.ok) return parsed
  const json = parsed.value
  if (json.kind === 'novelty') {
    const behaviours = json.archive.behaviours.map((one) => Float64Array.from(one))
    const archive = { ...json.archive, behaviours }
    return { ok: true, value: { kind: 'novelty', scores: Float64Array.from(json.scores), archive } }
  }
  const elites = json.elites.map(({ content, ...elite }) => ({
    ...elite,
    behaviour: Float64Array.from(elite.behaviour),
    content: expandedGenome(content, shape),
  }))
  return { ok: true, value: { kind: 'map-elites', elites } }
}
