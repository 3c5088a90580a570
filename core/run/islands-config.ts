// Islands: several masters, each with a population of its own, that send each other champions. What is declared here is the
// same on every island but for its own name.
import { utf8ToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod'
import { mix32 } from '../base/seed.ts'

export const ISLAND_TOPOLOGIES = ['ring', 'star', 'random'] as const
export type IslandTopology = (typeof ISLAND_TOPOLOGIES)[number]

/** One token of a NATS subject. */
const name = z
  .string('an island must have a name')
  .regex(/^[A-Za-z0-9_-]{1,40}$/, 'an island is named by letters, digits, "-" and "_", at most 40')

const ALL = 'the names of all islands must be given, in the same order everywhere: berlin, paris'

export const islandsSchema = z
  .strictObject({
    island: name.meta({ description: 'Name of this island.' }),
    names: z.array(name, ALL).min(2, 'there must be two islands at least').max(64).meta({
      description:
        'Names of all islands, in the same order everywhere: the order of the ring; the first is the middle of the star.',
    }),
    topology: z.enum(ISLAND_TOPOLOGIES).default('ring').meta({
      description:
        'Who receives from whom: everybody from the one before in the ring; all from the middle of a star, which receives from all; or from one other, drawn anew for every exchange.',
    }),
    every: z
      .int()
      .min(1)
      .max(1_000_000)
      .default(10)
      .meta({ description: 'Generations from one exchange to the next.' }),
    champions: z.int().min(1).max(100).default(2).meta({
      description: 'Champions that an island sends: the best genome of each of its best species.',
    }),
    waitSeconds: z.number().min(0).max(604_800).default(600).meta({
      description:
        'How long the champions of another island are waited for that does no generation meanwhile, before the run goes on without them.',
    }),
    seed: z.int().min(0).max(0xffff_ffff).default(1).meta({
      description: "Seed of the archipelago, of which every island's own seed is made.",
    }),
  })
  .refine(({ names }) => new Set(names).size === names.length, {
    path: ['names'],
    message: 'every island must have a name of its own',
  })
  .refine(({ names, island }) => names.includes(island), {
    path: ['island'],
    message: 'the name of this island must be among "names"',
  })

/** The islands of a run, complete. */
export type Islands = z.output<typeof islandsSchema>

/** Seed of an island's own run. */
export function islandSeed(seed: number, name: string): number {
  return utf8ToBytes(name).reduce((hash, byte) => mix32(Math.imul(hash, 31) + byte + 1), mix32(seed))
}
