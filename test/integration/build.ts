// Once for all integration tests: builds the program that they start, and gives its masters a home of their own, so that
// they keep no certificate among a person's.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildProgram } from './neatwork-process.ts'

// biome-ignore lint/style/noDefaultExport: Vitest takes a global setup's default export.
export default function setup(): () => void {
  buildProgram()
  const home = mkdtempSync(join(tmpdir(), 'neatwork-home-'))
  process.env['NEATWORK_HOME'] = home
  return () => rmSync(home, { recursive: true, force: true })
}
