// The scripts of `neatwork completion`, run by the shells that they are for.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { execPath } from 'node:process'
import { expect, onTestFinished, test } from 'vitest'
import { CLI, neatwork } from './neatwork-process.ts'

const DRIVERS = join(import.meta.dirname, 'completion')
const SHELLS = [
  { shell: 'bash', bare: '--norc' },
  { shell: 'zsh', bare: '-f' },
  { shell: 'fish', bare: '--no-config' },
] as const

/** What each line may be completed to, without what is said about it. */
async function completions(shell: string, bare: string, lines: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-completion-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const script = join(folder, 'script')
  writeFileSync(script, (await neatwork('completion', shell)).stdout)
  writeFileSync(join(folder, 'neatwork'), `#!/bin/sh\nexec '${execPath}' '${CLI}' "$@"\n`, { mode: 0o755 })
  const child = spawn(shell, [bare, join(DRIVERS, `drive.${shell}`), script, ...lines], {
    cwd: folder,
    env: { ...process.env, HOME: folder, PATH: `${folder}${delimiter}${process.env['PATH']}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  let complaints = ''
  child.stdout.on('data', (text) => {
    said += String(text)
  })
  child.stderr.on('data', (text) => {
    complaints += String(text)
  })
  expect([await once(child, 'close'), complaints]).toEqual([[0, null], ''])
  const [head = '', ...parts] = said.split(/^== .*\n/m)
  const offered = parts.map((part) => part.split('\n').flatMap((line) => line.split('\t')[0] || []))
  return { head, offered, wasTypedTextRun: existsSync(join(folder, 'ran')) }
}

test.for(SHELLS)(
  '$shell completes commands, options and problems, and files where Neatwork knows nothing',
  {
    timeout: 60_000,
  },
  async ({ shell, bare }, { skip }) => {
    const { error } = spawnSync(shell, ['--version'])
    if (error !== undefined) skip(`${shell} is not on this machine: ${error.message}`)
    const { head, offered, wasTypedTextRun } = await completions(shell, bare, [
      'neatwork veri',
      'neatwork verify --trust-p',
      'neatwork run $(touch ran) --problem iri',
      'neatwork run --problem=ca',
      'neatwork run --config ./scri',
    ])
    expect(offered.slice(0, 3)).toEqual([['verify'], ['--trust-problem'], ['iris']])
    // zsh and fish complete the word; bash what is behind the equals sign.
    expect(offered[3]?.map((word) => word.replace('--problem=', '')).sort()).toEqual(['car', 'cart-pole'])
    // Files are bash's own business.
    if (shell === 'bash') expect([head, offered[4]]).toEqual([expect.stringContaining('-o default'), []])
    else expect(offered[4]).toEqual([expect.stringMatching(/^(\.\/)?script$/)])
    expect(wasTypedTextRun).toBe(false)
  },
)
