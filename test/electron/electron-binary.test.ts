// Finding Electron's binary without fetching it.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { findElectron } from '../../scripts/electron-binary.mjs'

afterEach(() => vi.unstubAllEnvs())

function checkout(): { readonly root: string; readonly electron: string } {
  const root = mkdtempSync(join(tmpdir(), 'neatwork-electron-'))
  const electron = join(root, 'node_modules', 'electron')
  mkdirSync(join(electron, 'dist'), { recursive: true })
  return { root, electron }
}

test('the binary that path.txt names is found', () => {
  const { root, electron } = checkout()
  writeFileSync(join(electron, 'path.txt'), 'electron')
  writeFileSync(join(electron, 'dist', 'electron'), '')
  expect(findElectron(root)).toEqual({ path: join(electron, 'dist', 'electron') })
})

test('without the binary one sentence says how to get it', () => {
  const { root } = checkout()
  const found = findElectron(root)
  expect(found).toEqual({ path: null, reason: expect.stringContaining('install-electron') })
})

test('without the package one sentence says how to install it', () => {
  const root = mkdtempSync(join(tmpdir(), 'neatwork-electron-'))
  expect(findElectron(root)).toEqual({ path: null, reason: expect.stringContaining('npm ci') })
})

test('ELECTRON_OVERRIDE_DIST_PATH goes before the package, and is named when it is wrong', () => {
  const { root, electron } = checkout()
  const dist = mkdtempSync(join(tmpdir(), 'neatwork-dist-'))
  writeFileSync(join(electron, 'path.txt'), 'electron')
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', dist)
  expect(findElectron(root)).toEqual({
    path: null,
    reason: expect.stringContaining('ELECTRON_OVERRIDE_DIST_PATH'),
  })
  writeFileSync(join(dist, 'electron'), '')
  expect(findElectron(root)).toEqual({ path: join(dist, 'electron') })
})
