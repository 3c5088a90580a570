// Checkpoints of earlier generations that a run keeps, to be repeated or forked from there: every so many generations,
// and never more than a few, the older the sparser.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissing } from './run-folder-error.ts'
import type { Storage } from './storage.ts'

export interface KeepRule {
  /** Generations between two that are kept; 0 keeps none. */
  readonly every: number
  /** Most that are kept. */
  readonly most: number
}

export const DEFAULT_KEEP: KeepRule = { every: 100, most: 20 }

const FOLDER = 'checkpoints'
const NAME = /^generation-(\d+)\.json$/

/** Its name within the run folder. */
export function keptFile(generation: number): string {
  return `${FOLDER}/generation-${String(generation).padStart(9, '0')}.json`
}

/** Generations whose checkpoint is there, ascending. */
export async function keptGenerations(path: string): Promise<readonly number[]> {
  const names = await readdir(join(path, FOLDER)).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw error
  })
  return names
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b)
}

/** Keeps a copy of the checkpoint `written` last, where the rule wants it, and drops what is too many. */
export async function keepCheckpoint(
  { path, storage, written }: { readonly path: string; readonly storage: Storage; readonly written: string },
  generation: number,
  rule: KeepRule,
): Promise<void> {
  if (rule.every === 0 || generation % rule.every !== 0) return
  await storage.keep(written, keptFile(generation))
  const present = await keptGenerations(path)
  const wanted = new Set(thinned(present, rule.most))
  for (const old of present) if (!wanted.has(old)) await storage.remove(keptFile(old))
}

/**
 * At most `most` of them, the first and the newest among them: as long as there are too many, the one goes whose
 * neighbours are nearest to each other for its age, so that gaps grow with age.
 */
export function thinned(generations: readonly number[], most: number): readonly number[] {
  const kept = [...generations]
  const newest = kept.at(-1) ?? 0
  while (kept.length > Math.max(2, most)) {
    let cheapest = 1
    let least = Number.POSITIVE_INFINITY
    for (let at = 1; at < kept.length - 1; at++) {
      const gap = (kept[at + 1] ?? 0) - (kept[at - 1] ?? 0)
      const cost = gap / (1 + newest - (kept[at] ?? 0))
      if (cost >= least) continue
      least = cost
      cheapest = at
    }
    kept.splice(cheapest, 1)
  }
  return kept
}
