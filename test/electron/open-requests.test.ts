// What a command line or the desktop asks to be opened, and what is said about what can't be.
import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LARGEST_OPENED_FILE } from '../../core/api/limits.ts'
import { openingsIn, openRequest } from '../../electron/open-requests.ts'

const LINK = `neatwork://join/192.168.1.10:5000?cert=${'Y'.repeat(43)}&token=${'J'.repeat(22)}`

test('links and files are found among switches, folders and scripts', () => {
  const words = [
    '--no-sandbox',
    '.',
    '--problem',
    'mine.ts',
    LINK,
    'runs/a.neatwork',
    '/c.jsonc',
    '--x=y.json',
  ]
  expect(openingsIn(words, '/work')).toEqual([
    { kind: 'link', text: LINK },
    { kind: 'path', path: join('/work', 'runs/a.neatwork') },
    { kind: 'path', path: '/c.jsonc' },
  ])
})

test('a join link is passed on as it is', async () => {
  expect(await openRequest({ kind: 'link', text: LINK })).toEqual({ kind: 'join', link: LINK })
})

test.each(['neatwork://join/', 'neatwork://run/x', 'neatwork:join', LINK.replace('5000', '99999')])(
  '%s is refused in one sentence or two',
  async (text) => {
    const request = await openRequest({ kind: 'link', text })
    expect(request).toMatchObject({ kind: 'refused', message: expect.stringContaining('copy it whole') })
  },
)

test('a file comes with its bytes; one that is missing or too large is named with the reason', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-open-'))
  const path = join(folder, 'settings.json')
  writeFileSync(path, '{}')
  expect(await openRequest({ kind: 'path', path })).toEqual({
    kind: 'file',
    path,
    name: 'settings.json',
    bytes: new TextEncoder().encode('{}'),
  })
  expect(await openRequest({ kind: 'path', path: join(folder, 'none.json') })).toEqual({
    kind: 'refused',
    message: expect.stringContaining('none.json'),
  })
  const large = join(folder, 'large.neatwork')
  writeFileSync(large, '')
  truncateSync(large, LARGEST_OPENED_FILE + 1)
  expect(await openRequest({ kind: 'path', path: large })).toEqual({
    kind: 'refused',
    message: expect.stringContaining('neatwork runs import large.neatwork'),
  })
})
