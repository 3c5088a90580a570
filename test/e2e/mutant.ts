// A copy of the built app with one thing taken out of it, to see that a probe notices.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

export interface Mutation {
  readonly file: 'main.cjs' | 'preload.cjs'
  readonly from: RegExp
  readonly to: string
}

/** App folder of the mutant. Throws if there was nothing to mutate, so that a mutation can't go stale unnoticed. */
export function mutate({ file, from, to }: Mutation): string {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-mutant-'))
  cpSync(join(root, '.vite/build'), join(folder, '.vite/build'), { recursive: true })
  cpSync(join(root, 'package.json'), join(folder, 'package.json'))
  mkdirSync(join(folder, 'dist'))
  symlinkSync(join(root, 'dist/renderer'), join(folder, 'dist/renderer'))
  const path = join(folder, '.vite/build', file)
  const source = readFileSync(path, 'utf8')
  const mutated = source.replace(from, to)
  if (mutated === source)
    throw new Error(`${file} has nothing that matches ${from}; the mutation is out of date.`)
  writeFileSync(path, mutated)
  return folder
}
