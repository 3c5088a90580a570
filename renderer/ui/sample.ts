// Long histories as few points: what a chart of limited width can show.

/** Splits `items` into at most `limit` runs of equal length, in order; a last shorter one may follow. */
export function buckets<Item>(items: readonly Item[], limit: number): readonly (readonly Item[])[] {
  const size = Math.max(1, Math.ceil(items.length / limit))
  const result: (readonly Item[])[] = []
  for (let at = 0; at < items.length; at += size) result.push(items.slice(at, at + size))
  return result
}
