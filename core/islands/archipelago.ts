// Who receives champions from whom, and when: the same answer on every island, without asking anybody.
import { blake3 } from '@noble/hashes/blake3.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { Random } from '../base/random.ts'
import { mix32 } from '../base/seed.ts'
import type { Problem } from '../problems/problem.ts'
import { problemHash } from '../problems/problem-hash.ts'
import type { Islands } from '../run/islands-config.ts'
import type { RunConfig } from '../run/run-config.ts'

type Plan = Pick<Islands, 'names' | 'topology' | 'every' | 'seed'>

/** Whether champions of `generation` are exchanged: of every `every`th, but not of the first population. */
export function isExchange({ every }: Pick<Plan, 'every'>, generation: number): boolean {
  return generation > 0 && generation % every === 0
}

/** Islands whose champions of `generation` an island receives, in the order in which they are settled. */
export function sourcesOf(plan: Plan, island: string, generation: number): readonly string[] {
  const { names, topology } = plan
  switch (topology) {
    case 'ring':
      return [before(names, island)]
    case 'star': {
      const [middle = '', ...others] = names
      return island === middle ? others : [middle]
    }
    case 'random':
      return [before(shuffled(plan, generation), island)]
  }
}

/** Islands that receive an island's champions of `generation`. */
export function targetsOf(plan: Plan, island: string, generation: number): readonly string[] {
  return plan.names.filter((name) => sourcesOf(plan, name, generation).includes(island))
}

function before(ring: readonly string[], island: string): string {
  const at = ring.indexOf(island)
  return ring[(at + ring.length - 1) % ring.length] as string
}

/** A ring in another order for every exchange, drawn from the archipelago's seed (Fisher & Yates). */
function shuffled({ names, seed }: Plan, generation: number): readonly string[] {
  const random = Random.fromSeed(mix32(mix32(seed) ^ Math.imul(generation + 1, 0x9e3779b1)))
  const ring = [...names]
  for (let last = ring.length - 1; last > 0; last--) {
    const drawn = random.nextInt(last + 1)
    const moved = ring[last] as string
    ring[last] = ring[drawn] as string
    ring[drawn] = moved
  }
  return ring
}

/**
 * 32 hexadecimal digits over all that the islands of one experiment have in common. How long it goes on, and how long
 * somebody waits, may differ.
 */
export function archipelagoHash(config: RunConfig, problem: Problem): string {
  const { seed: _, generations: __, islands, ...shared } = config
  const { island: ___, waitSeconds: ____, ...plan } = islands ?? { island: '', waitSeconds: 0 }
  const text = JSON.stringify([problemHash(problem), shared, plan])
  return bytesToHex(blake3(utf8ToBytes(text), { dkLen: 16 }))
}
