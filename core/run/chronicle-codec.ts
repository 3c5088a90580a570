// The chronicle of a run as lines of JSON, and back. It is a record for people: a line that can't be read is passed over,
// and whoever goes on with a run does so without it.

import * as z from 'zod'
import { genomeId } from '../base/ids.ts'
import { jsonOf } from '../base/json-of.ts'
import type { NeatConfig } from '../neat/config.ts'
import { compactGenomeSchema, homeSchema } from '../neat/population-codec.ts'
import { Ancestry, type Birth } from './ancestry.ts'
import { ChampionLines, type KeptChampion } from './champion-lines.ts'
import { Chronicle } from './chronicle.ts'

const whole = z.int().min(0).max(0xffff_ffff)

const championSchema = z.strictObject({
  line: z.union([z.literal('run'), whole]),
  generation: whole,
  fitness: z.number(),
  hash: z.string(),
  genome: compactGenomeSchema,
})

/** Number, parents, innovations added, and the home of a migrant. */
const birthSchema = z.tuple([whole, z.array(whole).max(2), z.array(whole), homeSchema.optional()])
const birthsSchema = z.strictObject({ generation: whole, births: z.array(birthSchema) })

export function championLine({ line, generation, fitness, hash, text }: KeptChampion): string {
  const head = JSON.stringify({ line, generation, fitness, hash })
  return `${head.slice(0, -1)},"genome":${text}}\n`
}

/** A line per generation, in order. */
export function birthLines(births: readonly Birth[]): string {
  const byGeneration = new Map<number, Birth[]>()
  for (const birth of births) {
    const others = byGeneration.get(birth.generation)
    if (others === undefined) byGeneration.set(birth.generation, [birth])
    else others.push(birth)
  }
  return [...byGeneration]
    .sort(([a], [b]) => a - b)
    .map(([generation, born]) => {
      const rows = born.map(({ id, parents, added, home }) => [id, parents, added, ...(home ? [home] : [])])
      return `${JSON.stringify({ generation, births: rows })}\n`
    })
    .join('')
}

export interface ChronicleText {
  readonly champions: string
  readonly ancestry: string
}

/** All of a chronicle. */
export function chronicleText({ champions, ancestry }: Chronicle): ChronicleText {
  return { champions: champions.all().map(championLine).join(''), ancestry: birthLines(ancestry.all()) }
}

/** What the lines tell of the generations up to `last`. */
export function chronicleFrom(
  text: ChronicleText,
  selection: Pick<NeatConfig['selection'], 'goal'>,
  last = Number.POSITIVE_INFINITY,
): Chronicle {
  const champions = new ChampionLines()
  for (const { genome, ...champion } of linesIn(text.champions, championSchema)) {
    if (champion.generation > last) continue
    champions.note({ ...champion, id: genome.id, text: JSON.stringify(genome) })
  }
  const ancestry = new Ancestry()
  for (const { generation, births } of linesIn(text.ancestry, birthsSchema)) {
    if (generation > last) continue
    ancestry.add(
      births.map(([id, parents, added, home]) => {
        const birth = { id: genomeId(id), generation, parents: parents.map(genomeId), added }
        return home === undefined ? birth : { ...birth, home }
      }),
    )
  }
  return new Chronicle(selection, champions, ancestry)
}

function linesIn<Value>(text: string, schema: z.ZodType<Value>): readonly Value[] {
  return text.split('\n').flatMap((line) => {
    const parsed = schema.safeParse(jsonOf(line))
    return parsed.success ? [parsed.data] : []
  })
}
