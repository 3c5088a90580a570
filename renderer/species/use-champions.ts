// The champions of some species, asked for when they may have changed: one question at a time, and seldom.
import { useEffect, useRef, useState } from 'react'
import { MOST_CHAMPIONS } from '../../core/api/limits.ts'
import type { SpeciesChampion } from '../../core/api/species-look.ts'
import { command } from '../store.ts'

const LEAST_INTERVAL_MS = 2000

/** By species. Those that are not known yet, or died since, are missing. */
export function useChampions(
  species: readonly number[],
  generation: number,
): ReadonlyMap<number, SpeciesChampion> {
  const [champions, setChampions] = useState<ReadonlyMap<number, SpeciesChampion>>(new Map())
  const askedAtMs = useRef(Number.NEGATIVE_INFINITY)
  const wanted = species.slice(0, MOST_CHAMPIONS).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new generation may have other champions
  useEffect(() => {
    if (wanted === '') return
    let isStale = false
    const ask = async (): Promise<void> => {
      askedAtMs.current = performance.now()
      const ids = wanted.split(' ').map(Number)
      const answer = await command('speciesChampions', { species: ids }).catch(() => null)
      if (answer === null || isStale) return
      setChampions((before) => new Map(answer.champions.map((one) => [one.species, kept(before, one)])))
    }
    const wait = Math.max(0, askedAtMs.current + LEAST_INTERVAL_MS - performance.now())
    const timer = setTimeout(() => void ask(), wait)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [wanted, generation])
  return champions
}

/** The same genome is the same object, so that its picture isn't drawn again. */
function kept(before: ReadonlyMap<number, SpeciesChampion>, now: SpeciesChampion): SpeciesChampion {
  const known = before.get(now.species)
  return known?.genomeId === now.genomeId ? { ...now, genome: known.genome } : now
}
