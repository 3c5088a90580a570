// A run of 20 generations, pinned by the hash of every population. When a change of the engine means to change the bits,
// `UPDATE_GOLDEN=1 npx vitest run --project unit test/run/golden.test.ts` writes the file anew; say why in the commit.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from 'node:process'
import { expect, test } from 'vitest'
import { evolutionOf, generationsOf, hashesOf, runConfigOf } from './support.ts'

const GOLDEN = join(import.meta.dirname, '../golden/xor-seed-1.json')

test('20 generations of xor with seed 1 have the hashes of the golden file', async () => {
  const hashes = hashesOf(await generationsOf(evolutionOf(runConfigOf({ problem: 'xor', seed: 1 })), 20))
  const { UPDATE_GOLDEN: update } = env
  if (update === '1') {
    writeFileSync(
      GOLDEN,
      `${JSON.stringify({ problem: 'xor', seed: 1, populationHashes: hashes }, null, 2)}\n`,
    )
    console.log(`wrote ${GOLDEN}`)
  }
  expect({ problem: 'xor', seed: 1, populationHashes: hashes }).toEqual(
    JSON.parse(readFileSync(GOLDEN, 'utf8')),
  )
})
