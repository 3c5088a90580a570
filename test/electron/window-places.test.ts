// Where windows stood is kept, and used again only where somebody could get hold of them.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { WindowPlaces } from '../../electron/window-places.ts'

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 }
const place = { x: 100, y: 50, width: 900, height: 700, isMaximized: false }
const folder = () => mkdtempSync(join(tmpdir(), 'neatwork-places-'))

test('each window stands where it stood, also after a new start', async () => {
  const profile = folder()
  const places = await WindowPlaces.read(profile, () => {})
  await places.keep(0, place)
  await places.keep(1, { ...place, isMaximized: true })
  const again = await WindowPlaces.read(profile, () => {})
  expect(again.of(0, [SCREEN])).toEqual(place)
  expect(again.of(1, [SCREEN])).toEqual({ ...place, isMaximized: true })
  expect(again.of(2, [SCREEN])).toBeNull()
})

test('a window on a screen that is gone is opened where windows are opened', async () => {
  const places = await WindowPlaces.read(folder(), () => {})
  await places.keep(0, { ...place, x: 2500 })
  expect(places.of(0, [SCREEN])).toBeNull()
  expect(places.of(0, [SCREEN, { ...SCREEN, x: 1920 }])).not.toBeNull()
})

test('a damaged file is as good as none', async () => {
  const profile = folder()
  writeFileSync(join(profile, 'windows.json'), '{"version":1,"windows":[{"x":"left"}]}')
  expect((await WindowPlaces.read(profile, () => {})).of(0, [SCREEN])).toBeNull()
})
