import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { tooOld } from '../../core/node/cli/node-version.ts'

test.each(['20.19.0', '20.20.2', '22.0.0', '24.21.0'])('Node %s is new enough', (version) => {
  expect(tooOld(version)).toBeNull()
})

test.each(['16.20.2', '18.20.8', '20.9.0', '20.18.3'])('Node %s is told which one is needed', (version) => {
  expect(tooOld(version)).toBe(
    `Neatwork needs Node 20.19 or newer, and this is Node ${version}. Get one from https://nodejs.org.`,
  )
})

test('the package asks for the same Node', () => {
  const text = readFileSync(join(resolve(import.meta.dirname, '../..'), 'package.json'), 'utf8')
  expect(text).toContain('"node": ">=20.19"')
})
