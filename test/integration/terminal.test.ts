// What a terminal says to somebody who mistypes, to a shell that completes, and to a program that reads JSON.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { NeatworkProcess, neatwork } from './neatwork-process.ts'

test('the nearest command, option, problem, file and run are told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-terminal-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'settings.json'), '{}')
  mkdirSync(join(folder, 'monday'))
  const said: readonly (readonly [readonly string[], string])[] = [
    [['verfy'], 'Did you mean verify?'],
    [['run', '--probelm', 'xor'], 'Did you mean --problem?'],
    [['run', '--problem', 'xro'], 'Did you mean "xor"?'],
    [['run', 'xor'], 'a problem is named by --problem NAME'],
    [['run', '--problem', folder], `--problem ${join(folder, 'FILE')}.`],
    [['run', '--config', join(folder, 'setings.json')], `The nearest is "${join(folder, 'settings.json')}".`],
    [['verify', join(folder, 'mondya')], `The nearest is "${join(folder, 'monday')}".`],
  ]
  const replies = await Promise.all(said.map(([args]) => neatwork(...args)))
  replies.forEach(({ code, stderr }, at) => {
    expect([code, stderr]).toEqual([2, expect.stringContaining(said[at]?.[1] ?? '')])
  })
})

test('PowerShell gets its script of completion, programs errors as JSON, and people lines of 80 characters', async () => {
  const [script, broken, problems, help] = await Promise.all([
    neatwork('completion', 'powershell'),
    neatwork('verify', 'nowhere', '--json'),
    neatwork('problems'),
    neatwork('--help'),
  ])
  expect(script.stdout).toContain('Register-ArgumentCompleter')
  expect(broken.of('error')).toMatchObject([
    { exitCode: 2, message: expect.stringContaining('holds no run') },
  ])
  expect(help.stdout).toMatch(/Exit codes:\n {2}0 /)
  expect(problems.stdout).toMatch(/^ {2}tracks=3 /m)
  const wide = `${problems.stdout}${help.stdout}`.split('\n').filter((line) => line.length > 80)
  expect(wide).toEqual([])
})

test('whoever reads only the beginning ends the command, without a trace', async () => {
  const reading = new NeatworkProcess(['run', '--problem', 'parity-5', '--generations', '100000', '--json'])
  await reading.line(({ type }) => type === 'generation')
  reading.child.stdout?.destroy()
  expect(await reading.exitCode).toBe(130)
  expect(reading.stderr).not.toContain('EPIPE')
})
