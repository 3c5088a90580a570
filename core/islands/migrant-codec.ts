// Champions on their way: CBOR, and a check of everything that comes out of it.
import { decode, encode } from 'cborg'
import * as z from 'zod'
import { issuesText } from '../base/config-issue.ts'
import type { NetworkShape } from '../neat/first-genomes.ts'
import { type MigrantGenome, parseMigrant } from '../neat/migrant.ts'
import type { NetworkKind } from '../network/network-spec.ts'

export type ReadMigrants =
  | { readonly ok: true; readonly genomes: readonly MigrantGenome[] }
  | { readonly ok: false; readonly message: string }

export function encodeMigrants(genomes: readonly MigrantGenome[]): Uint8Array {
  return encode(genomes)
}

/** Champions, at most `most`, as genomes of networks of `kind`; or one clause that says what is wrong. */
export function decodeMigrants(
  bytes: Uint8Array,
  most: number,
  { shape, kind }: { readonly shape: NetworkShape; readonly kind: NetworkKind },
): ReadMigrants {
  let value: unknown
  try {
    value = decode(bytes, { strict: true, allowIndefinite: false, allowUndefined: false })
  } catch (error) {
    return { ok: false, message: `they are not valid CBOR (${String(error)})` }
  }
  const list = z.array(z.unknown()).max(most).safeParse(value)
  if (!list.success) return { ok: false, message: `they are not a list of at most ${most} genomes` }
  const genomes: MigrantGenome[] = []
  for (const [index, one] of list.data.entries()) {
    const parsed = parseMigrant(one, shape, kind)
    if (!parsed.ok) return { ok: false, message: `genome ${index + 1}: ${issuesText(parsed.issues)}` }
    genomes.push(parsed.value)
  }
  return { ok: true, genomes }
}
