// The first promise of all: xor is solved, whatever the seed.
import { expect, test } from 'vitest'
import { toNetworkSpec } from '../../core/neat/network-of.ts'
import { compileNetwork } from '../../core/network/compile.ts'
import { xor } from '../../core/problems/xor.ts'
import { evolve } from '../../core/run/evolve.ts'
import { evolutionOf, runConfigOf } from './support.ts'

/** The generation in which xor was solved, or null after 200. */
async function solvedIn(seed: number): Promise<number | null> {
  for await (const { snapshot, best } of evolve(evolutionOf(runConfigOf({ seed })))) {
    if (snapshot.best >= xor.solvedAt) {
      const network = compileNetwork(toNetworkSpec(best.genome, 'feed-forward'))
      const answers = [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ].map((inputs) => (network.activate(inputs)[0] ?? 0) > 0.5)
      expect(answers).toEqual([false, true, true, false])
      return snapshot.generation
    }
    if (snapshot.generation === 199) return null
  }
  return null
}

test('20 of 20 seeds solve xor within 200 generations at population 150', { timeout: 60_000 }, async () => {
  const unsolved: number[] = []
  for (let seed = 1; seed <= 20; seed++) if ((await solvedIn(seed)) === null) unsolved.push(seed)
  expect(unsolved).toEqual([])
})
