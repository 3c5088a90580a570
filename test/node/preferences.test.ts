// What a person chose outlives the app, and a file that nobody can read costs the choices and not the start.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { commandSchemas } from '../../core/api/commands.ts'
import { Preferences } from '../../core/node/preferences.ts'

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test('preferences are kept, changed and forgotten, also when many are set at once', async () => {
  const folder = newFolder()
  const first = new Preferences(folder, () => {})
  await Promise.all([
    first.set('theme', '"dark"'),
    first.set('layout.local', '{}'),
    first.set('bare-keys', 'false'),
  ])
  await first.set('bare-keys', null)
  await first.set('theme', '"light"')
  const second = new Preferences(folder, () => {})
  expect(await second.all()).toEqual({ 'layout.local': '{}', theme: '"light"' })
})

test('a broken file is told to the log and begins anew', async () => {
  const folder = newFolder()
  writeFileSync(join(folder, 'preferences.json'), '{"version":1,')
  const told: string[] = []
  const preferences = new Preferences(folder, (_level, message) => void told.push(message))
  expect(await preferences.all()).toEqual({})
  expect(told).toEqual([expect.stringContaining('preferences.json')])
  await preferences.set('theme', '"dark"')
  expect(await new Preferences(folder, () => {}).all()).toEqual({ theme: '"dark"' })
})

test('without a folder they hold as long as the app', async () => {
  const preferences = new Preferences(null, () => {})
  await preferences.set('theme', '"dark"')
  expect(await preferences.all()).toEqual({ theme: '"dark"' })
})

test.each(['..', '.', 'a/b', 'a\\b', ''])('“%s” names no saved run', (name) => {
  expect(commandSchemas.openRun.safeParse({ name }).success).toBe(false)
})
