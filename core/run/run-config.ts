// Everything that decides a run's bits, parsed once at the edge and frozen. It knows nothing of machines or folders.
import * as z from 'zod'
import { type Parsed, parseWith } from '../base/config-issue.ts'
import { substrateSchema } from '../hyperneat/substrate.ts'
import { neatConfigSchema } from '../neat/config.ts'
import { dataTableSchema } from '../problems/table/data-table.ts'
import { islandSeed, islandsSchema } from './islands-config.ts'
import { presetOf } from './presets.ts'
import { searchSchema } from './search-config.ts'
import { tuningSchema } from './tuning-config.ts'

export const RUN_CONFIG_VERSION = 1

export const runConfigSchema = z.strictObject({
  version: z.literal(RUN_CONFIG_VERSION).default(RUN_CONFIG_VERSION),
  problem: z.string().min(1).max(200).default('xor').meta({ description: 'Name of the problem.' }),
  seed: z
    .int()
    .min(0)
    .max(0xffff_ffff)
    .default(1)
    .meta({ description: 'Seed of all chance: the same seed gives the same run, bit for bit.' }),
  generations: z
    .int()
    .min(1)
    .max(1_000_000_000)
    .default(200)
    .meta({ description: 'Generations after which an unsolved run ends, the first population included.' }),
  options: z
    .record(z.string(), z.union([z.number(), z.boolean(), z.string()]))
    .default({})
    .meta({
      description: "Options of the problem, by name; what is left out is the problem's default.",
    }),
  data: dataTableSchema.optional().meta({
    description:
      'Data to learn from, for the problems "regression" and "classification"; --data makes it of a CSV file. Left out, the problem learns from its own.',
  }),
  substrate: substrateSchema.optional().meta({
    description:
      'HyperNEAT: where the nodes of the networks lie that evolved networks paint. Left out, networks evolve themselves.',
  }),
  islands: islandsSchema.optional().meta({
    description:
      'Islands: several masters, each with its own population, that send each other champions. Left out, there is one population.',
  }),
  trialAtLeast: z.record(z.string(), z.number()).default({}).meta({
    description:
      'What the trial of a champion has to measure at least, by name, besides solving the problem, before the run ends; for problems with such a trial.',
  }),
  mode: z.enum(['generational', 'steady-state']).default('generational').meta({
    description:
      'Whether a generation is evaluated whole before the next is bred, or children take their places one by one as results arrive, so that no slot ever waits (rtNEAT, Stanley et al. 2005). Then the order of results counts, and is recorded.',
  }),
  search: searchSchema.prefault({}).meta({ description: 'What the run searches for.' }),
  tuning: tuningSchema.prefault({}).meta({ description: 'Fine-tuning of weights.' }),
  neat: neatConfigSchema.prefault({}).meta({ description: 'Settings of NEAT.' }),
})

/** All settings of a run, checked and complete. */
export type RunConfig = z.output<typeof runConfigSchema>
/** Settings as people give them: what is left out comes from the problem's preset. */
export type RunConfigInput = z.input<typeof runConfigSchema>

/**
 * Settings that are left out come from the problem's preset, then from the defaults. An island's seed is made of the
 * archipelago's, whatever else was said.
 */
export function parseRunConfig(value: unknown): Parsed<RunConfig> {
  const parsed = parseWithPreset(value)
  const islands = parsed.ok ? parsed.value.islands : undefined
  if (!parsed.ok || islands === undefined) return parsed
  const seed = islandSeed(islands.seed, islands.island)
  return { ok: true, value: Object.freeze({ ...parsed.value, seed }) }
}

function parseWithPreset(value: unknown): Parsed<RunConfig> {
  const named = z.object({ problem: z.string(), substrate: z.unknown().optional() }).safeParse(value)
  if (!named.success) return parseWith(runConfigSchema, value)
  const { problem, substrate } = named.data
  return parseWith(runConfigSchema, withDefaults(value, presetOf(problem, substrate !== undefined)))
}

/** `value` where it says something, `defaults` elsewhere; objects are merged field by field, all else is taken whole. */
function withDefaults(value: unknown, defaults: unknown): unknown {
  if (value === undefined) return defaults
  if (!isPlainObject(value) || !isPlainObject(defaults)) return value
  const merged: Record<string, unknown> = { ...defaults }
  for (const [key, inner] of Object.entries(value)) merged[key] = withDefaults(inner, defaults[key])
  return merged
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
