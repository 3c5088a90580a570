// The app's command line, and which profile it leads to.
import { expect, test } from 'vitest'
import { type AppArguments, parseArguments } from '../../electron/arguments.ts'
import { profileFolder } from '../../electron/profile.ts'

const none = { kind: 'none' } as const

test.each<[string[], AppArguments]>([
  [[], { suggestion: none, profile: null, problem: null, hidden: false }],
  [['--master'], { suggestion: { kind: 'master' }, profile: null, problem: null, hidden: false }],
  [
    ['--local', '--profile', 'p'],
    { suggestion: { kind: 'local' }, profile: 'p', problem: null, hidden: false },
  ],
  [
    ['--worker', 'neatwork://a'],
    { suggestion: { kind: 'worker', link: 'neatwork://a' }, profile: null, problem: null, hidden: false },
  ],
  [
    ['neatwork://join/h:1?cert=c&token=t'],
    {
      suggestion: { kind: 'worker', link: 'neatwork://join/h:1?cert=c&token=t' },
      profile: null,
      problem: null,
      hidden: false,
    },
  ],
  [
    ['--worker=neatwork://a'],
    { suggestion: { kind: 'worker', link: 'neatwork://a' }, profile: null, problem: null, hidden: false },
  ],
  [
    ['--worker', '--profile=/x y'],
    { suggestion: { kind: 'worker', link: '' }, profile: '/x y', problem: null, hidden: false },
  ],
  [
    ['--no-sandbox', '--inspect=0', 'file', '--master'],
    { suggestion: { kind: 'master' }, profile: null, problem: null, hidden: false },
  ],
  [['--problem', './mine.ts'], { suggestion: none, profile: null, problem: './mine.ts', hidden: false }],
  [
    ['--local', '--problem=a b.js'],
    { suggestion: { kind: 'local' }, profile: null, problem: 'a b.js', hidden: false },
  ],
])('%j is understood', (args, value) => {
  expect(parseArguments(args)).toEqual({ ok: true, value })
})

test.each([
  [['--master', '--local'], 'one thing at a time'],
  [['--worker', 'x', '--worker', 'y'], 'one thing at a time'],
  [['--profile'], '--profile needs a folder'],
  [['--profile', '--master'], '--profile needs a folder'],
  [['--profile='], '--profile needs a folder'],
  [['--problem', '--local'], '--problem needs a file'],
])('%j is refused with what to do', (args, sentence) => {
  expect(parseArguments(args)).toEqual({ ok: false, message: expect.stringContaining(sentence) })
})

test('master and worker have profiles of their own, so that both run on one desktop', () => {
  const master = profileFolder(
    { suggestion: { kind: 'master' }, profile: null, problem: null, hidden: false },
    '/data',
    '/here',
  )
  const worker = profileFolder(
    { suggestion: { kind: 'worker', link: '' }, profile: null, problem: null, hidden: false },
    '/data',
    '/here',
  )
  expect([master, worker]).toEqual(['/data/Neatwork/master', '/data/Neatwork/worker'])
})

test('a profile that was asked for is taken as seen from the working folder', () => {
  expect(
    profileFolder({ suggestion: none, profile: 'lab', problem: null, hidden: false }, '/data', '/here'),
  ).toBe('/here/lab')
})

test('the system starts it hidden, with its profile', () => {
  expect(parseArguments(['/app', '--hidden', '--profile', '/p'])).toEqual({
    ok: true,
    value: { suggestion: { kind: 'none' }, profile: '/p', problem: null, hidden: true },
  })
})
