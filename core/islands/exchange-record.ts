// What an exchange came to, as a line of JSON in the run's folder: what came from outside decides the run from there on, so
// that whoever repeats it has to take it from here.

import * as z from 'zod'
import { jsonOf } from '../base/json-of.ts'
import { type Migrant, type MigrantGenome, migrantGenomeSchema } from '../neat/migrant.ts'

const genomes = z.array(migrantGenomeSchema).max(100)
const island = z.string().max(100)

const exchangeSchema = z.strictObject({
  generation: z.int().min(0),
  /** Champions that came, in the order in which they are settled. */
  received: z.array(z.strictObject({ island, genomes })),
  /** Islands that nothing came from: away when the time was over, or at the end of their runs. */
  missing: z.array(z.strictObject({ island, why: z.enum(['away', 'ended']) })),
  /** Champions of this island, to be sent again to those who come later. */
  sent: genomes,
})

/** An exchange as it was. */
export interface Exchange {
  readonly generation: number
  readonly received: readonly { readonly island: string; readonly genomes: readonly MigrantGenome[] }[]
  readonly missing: readonly { readonly island: string; readonly why: 'away' | 'ended' }[]
  readonly sent: readonly MigrantGenome[]
}

/** Exchanges by generation; the first of two of the same one counts. */
export type RecordedExchanges = ReadonlyMap<number, Exchange>

/** Who takes a place in the generation after the exchange, in their order. */
export function migrantsFrom(exchange: Pick<Exchange, 'received' | 'generation'> | null): readonly Migrant[] {
  if (exchange === null) return []
  const { received, generation } = exchange
  return received.flatMap(({ island: home, genomes: sent }) =>
    sent.map((genome) => ({ island: home, generation, genome })),
  )
}

export const exchangeLine = (exchange: Exchange): string => `${JSON.stringify(exchange)}\n`

/** null where a line other than a torn last one is no exchange. */
export function exchangesFrom(text: string): RecordedExchanges | null {
  const exchanges = new Map<number, Exchange>()
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  for (const line of whole.split('\n')) {
    if (line === '') continue
    const parsed = exchangeSchema.safeParse(jsonOf(line))
    if (!parsed.success) return null
    if (!exchanges.has(parsed.data.generation)) exchanges.set(parsed.data.generation, parsed.data)
  }
  return exchanges
}
