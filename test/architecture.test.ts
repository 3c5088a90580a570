// Reads every file of the project and refuses imports and words that its room may not have; and proves on bad files
// that it would notice.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOMS, roomOf, violations } from './architecture/rooms.ts'
import { importsOf, readSource } from './architecture/source-text.ts'

const PROJECT = join(import.meta.dirname, '..')

function sourceFiles(folder: string): string[] {
  return readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.(?:ts|tsx|mts|cts|js|mjs|cjs|jsx)$/.test(path) && !path.includes('/node_modules/'))
}

const files = ['core', 'electron', 'renderer'].flatMap(sourceFiles)

describe('the rooms', () => {
  test('every file imports only what its room may know', () => {
    expect(files.flatMap((path) => violations(path, readFileSync(join(PROJECT, path), 'utf8')))).toEqual([])
  })

  test.each([
    'core/base',
    'core/network',
    'core/neat',
    'core/problems',
    'core/evaluate',
    'core/run',
    'core/api',
  ])('files of %s were read', (room) => {
    expect(files.filter((path) => roomOf(path) === room).length).toBeGreaterThan(1)
  })

  test('no room may import one that may import it', () => {
    const reach = (from: string, seen: Set<string>): Set<string> => {
      for (const next of ROOMS[from]?.rooms ?? []) {
        if (next !== from && !seen.has(next)) reach(next, seen.add(next))
      }
      return seen
    }
    const circular = Object.keys(ROOMS).filter((room) => reach(room, new Set()).has(room))
    expect(circular).toEqual([])
  })

  test('the compiler knows neither Node nor the page in the pure rooms', () => {
    const settings = (path: string): { compilerOptions: { types?: string[]; lib?: string[] } } =>
      JSON.parse(readFileSync(join(PROJECT, path), 'utf8'))
    const base = settings('tsconfig.base.json').compilerOptions
    const core = settings('core/tsconfig.json').compilerOptions
    expect(core.types ?? base.types).toEqual([])
    expect(core.lib ?? base.lib).toEqual(['ES2023'])
  })
})

describe('the checker notices', () => {
  test.each<[string, string, string, string]>([
    [
      'a clock by import',
      'core/wire/a.ts',
      "import { now } from 'node:perf_hooks'",
      'may not import node:perf_hooks',
    ],
    ['Node without its prefix', 'core/base/a.ts', "import fs from 'fs'", 'may not import the package fs'],
    [
      'a type from a forbidden room',
      'core/neat/a.ts',
      "import type { X } from '../evaluate/batch.ts'",
      'core/evaluate',
    ],
    ['a forbidden re-export', 'core/network/a.ts', "export * from '../neat/genome.ts'", 'core/neat'],
    ['a bare import', 'core/problems/a.ts', "import '../run/evolve.ts'", 'core/run'],
    ['a dynamic import', 'core/base/a.ts', "const x = await import('../neat/genome.ts')", 'core/neat'],
    ['a type by import()', 'core/base/a.ts', "type X = import('../neat/genome.ts').Genome", 'core/neat'],
    ['a required module', 'core/base/a.ts', "const ws = require('ws')", 'the package ws'],
    ['a computed import', 'core/run/a.ts', `await import(\`./\${name}.ts\`)`, 'name is computed'],
    [
      'an import over several lines',
      'core/neat/a.ts',
      "import {\n  a,\n  b,\n} from '../run/evolve.ts'",
      'core/run',
    ],
    [
      'an import after a comment',
      'core/neat/a.ts',
      "/* from */ import { a } from /* x */ '../wire/a.ts'",
      'core/wire',
    ],
    ['sockets in the wire room', 'core/wire/a.ts', "import { Server } from 'ws'", 'the package ws'],
    ['the shell in a pure room', 'core/api/a.ts', "import { x } from '../node/host.ts'", 'core/node'],
    ['Electron in the node room', 'core/node/a.ts', "import { app } from 'electron'", 'the package electron'],
    ['React in the node room', 'core/node/a.ts', "import React from 'react'", 'the package react'],
    [
      'the window in the node room',
      'core/node/a.ts',
      "import { App } from '../../renderer/app.tsx'",
      'renderer',
    ],
    [
      'Node in the renderer',
      'renderer/run/a.tsx',
      "import { readFile } from 'node:fs/promises'",
      'node:fs/promises',
    ],
    [
      'Electron in the renderer',
      'renderer/bridge.ts',
      "import { ipcRenderer } from 'electron'",
      'package electron',
    ],
    [
      'the node room in the renderer',
      'renderer/bridge.ts',
      "import { x } from '../core/node/a.ts'",
      'core/node',
    ],
    [
      'the preload in the renderer',
      'renderer/bridge.ts',
      "import { x } from '../electron/preload.ts'",
      'electron',
    ],
    ['the renderer in Electron', 'electron/main.ts', "import { x } from '../renderer/app.tsx'", 'renderer'],
    ['an unknown folder', 'core/helpers/a.ts', '', 'no room of the project'],
    ['Math.exp', 'core/network/a.ts', 'const y = Math.exp(x)', 'Math.exp'],
    ['Math.random', 'core/neat/a.ts', 'const y = Math . random()', 'Math.random'],
    ['mathematics taken apart', 'core/neat/a.ts', 'const { tanh } = Math', 'Math on as a whole'],
    ['mathematics in a template', 'core/neat/a.ts', `const y = \`\${Math.pow(2, x)} bits\``, 'Math.pow'],
    [
      "physics with the platform's mathematics",
      'core/problems/a.ts',
      "import { World } from 'planck'",
      'planck',
    ],
    ['physics elsewhere', 'core/evaluate/a.ts', "import type { World } from 'planck'", 'the package planck'],
    ['a clock where Math is lent', 'core/problems/box2d/lend-math.ts', 'Math.sin = Date.now', 'uses Date'],
    ['the power operator', 'core/problems/a.ts', 'const y = x ** 2', 'uses **'],
    ['the date', 'core/wire/a.ts', 'const now = Date.now()', 'uses Date'],
    ['a timer', 'core/wire/a.ts', 'setTimeout(() => tick(), 5)', 'uses setTimeout'],
    ['the process', 'core/run/a.ts', 'if (process.env.X) stop()', 'uses process'],
    ['a hidden global', 'core/run/a.ts', "globalThis['set' + 'Timeout'](f)", 'uses globalThis'],
    ['the locale', 'core/run/a.ts', 'names.sort((a, b) => a.localeCompare(b))', 'localeCompare'],
  ])('%s', (_what, path, text, sentence) => {
    expect(violations(path, text)).toEqual([expect.stringContaining(sentence)])
  })

  test('nothing in a file that keeps to its room', () => {
    const text = `
      // Math.random, Date and import x from 'electron' are but words here; so is this one's apostrophe.
      /* import { y } from 'node:fs' */
      import { a } from '../base/a.ts'
      import * as z from 'zod'
      import { blake3 } from '@noble/hashes/blake3.js'
      const text = "Date.now() from 'node:fs' // Math.exp"
      const pattern = /[/'"]import\\('ws'\\)/
      const half = Math.floor(total / 2) / 3
      const view = { process: 1, Date: half }.process + snapshot.Date
      const message = \`say "\${a(\`inner \${view}\`)}" and '\`
      export type Kind = 'from' | 'import'
    `
    expect(violations('core/network/a.ts', text)).toEqual([])
  })

  test('every way to import is found', () => {
    const text = `
      import a from 'one'
      import type { B } from "two"
      export { c } from 'three'
      export * as d from 'four'
      import 'five'
      await import('six')
      const e = require('seven')
    `
    const found = importsOf(readSource(text)).modules
    expect(found.toSorted()).toEqual(['five', 'four', 'one', 'seven', 'six', 'three', 'two'])
  })
})
