// About: the licences of what the app is made of, as they stand in the file that is packed with it.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { aboutView, licencesIn } from '../../electron/about.ts'
import { licencesFound } from '../../renderer/desktop/licences-found.ts'

const FILE = join(resolve(import.meta.dirname, '../..'), 'THIRD_PARTY_LICENSES.md')

test('every row of the list of licences is told, and its head is not', async () => {
  const { licences, versions } = await aboutView('1.2.3', FILE)
  expect(licences).toHaveLength(readFileSync(FILE, 'utf8').match(/^\| [^P-]/gm)?.length ?? 0)
  expect(licences).toContainEqual({ name: 'react', version: expect.any(String), licence: 'MIT' })
  expect(versions).toMatch(/^Neatwork 1\.2\.3\nElectron .*\nChromium .*\nNode \d/)
})

test('a search finds what has all its words, in the name or the licence', () => {
  const licences = licencesIn('| a-b | 1.0.0 | MIT |\n| c | 2.0.0 | (Apache-2.0 AND BSD-3-Clause) |\n')
  expect(licencesFound(licences, '').map(({ name }) => name)).toEqual(['a-b', 'c'])
  expect(licencesFound(licences, ' APACHE c').map(({ name }) => name)).toEqual(['c'])
  expect(licencesFound(licences, 'apache a-b')).toEqual([])
})
