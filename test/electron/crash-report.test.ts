// The report of a failure: what is in it, what never is, and that it is kept until somebody has looked.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { crashReport, forgetReport, keepReport, keptReport, LastLines } from '../../electron/crash-report.ts'
import { versionsText } from '../../electron/versions.ts'

const TOKEN = 'Jx3wYQ0fEJ2h7l1vPp0m9w'

test('it names what failed, where, under which versions, after which lines, and no token', () => {
  const lines = new LastLines()
  lines.add(`info: joined neatwork://join/10.0.0.1:5000?cert=none&token=${TOKEN}`)
  lines.add('info: nats://ada:secret@broker:4222')
  const report = crashReport({
    what: 'the app has failed',
    error: new Error(`no way with ${TOKEN}`),
    versions: versionsText('1.2.3'),
    lines: lines.all(),
    at: new Date(0),
  })
  for (const said of [
    'the app has failed',
    '1970-01-01',
    'Neatwork 1.2.3',
    'Protocol',
    'crash-report.test.ts',
  ])
    expect(report).toContain(said)
  expect(report).toContain('10.0.0.1:5000')
  expect(report).not.toContain(TOKEN)
  expect(report).not.toContain('secret')
})

test('the last hundred lines are remembered', () => {
  const lines = new LastLines()
  for (let i = 0; i < 150; i++) lines.add(String(i))
  expect([lines.all().length, lines.all()[0]]).toEqual([100, '50'])
})

test('a report is kept until it is forgotten', () => {
  const profile = mkdtempSync(join(tmpdir(), 'neatwork-crash-'))
  expect(keptReport(profile)).toBeNull()
  keepReport(profile, 'first')
  keepReport(profile, 'second')
  expect(keptReport(profile)).toBe('second')
  forgetReport(profile)
  expect(keptReport(profile)).toBeNull()
})
