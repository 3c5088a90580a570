// What a terminal says to somebody who mistypes, to a shell that completes, and to a program that reads JSON.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { neatwork } from './neatwork-process.ts'

test('the nearest command, option, problem, file and run are told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-terminal-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'settings.json'), '{}')
  mkdirSync(join(folder, 'monday'))
  const said: readonly (readonly [readonly string[], string])[] = [
    [['verfy'], 'Did you mean verify?'],
    [['run', '--probelm', 'xor'], 'Did you mean --problem?'],
    [['run', '--problem', 'xro'], 'Did you mean "xor"?'],
    [['run', '--config', join(folder, 'setings.json')], `The nearest is "${join(folder, 'settings.json')}".`],
    [['verify', join(folder, 'mondya')], `The nearest is "${join(folder, 'monday')}".`],
  ]
  const replies = await Promise.all(said.map(([args]) => neatwork(...args)))
  replies.forEach(({ code, stderr }, at) => {
    expect([code, stderr]).toEqual([2, expect.stringContaining(said[at]?.[1] ?? '')])
  })
})

test('PowerShell gets its script of completion, and programs get errors as JSON', async () => {
  const [script, broken, help] = await Promise.all([
    neatwork('completion', 'powershell'),
    neatwork('verify', 'nowhere', '--json'),
    neatwork('--help'),
  ])
  expect(script.stdout).toContain('Register-ArgumentCompleter')
  expect(broken.of('error')).toMatchObject([
    { exitCode: 2, message: expect.stringContaining('holds no run') },
  ])
  expect(help.stdout).toMatch(/Exit codes:\n {2}0 /)
})
