import { expect, test } from 'vitest'
import { backOffMs } from '../../core/wire/back-off.ts'
import { formatJoinLink, parseJoinLink } from '../../core/wire/join-link.ts'

const token = 'abcdefghijklmnopqrstuvwxyz0'
const fingerprint = 'f'.repeat(43)

test.each([
  ['192.168.1.10', 5000],
  ['lab-07.example', 1],
  ['fe80::1', 65_535],
])('the link to %s, port %d, is read as it was written', (host, port) => {
  const link = { host, port, fingerprint, token }
  expect(parseJoinLink(`  ${formatJoinLink(link)}\n`)).toEqual({ ok: true, link })
})

test.each([
  ['', 'is empty'],
  ['192.168.1.10:5000', 'is not a join link'],
  ['http://join/192.168.1.10:5000?token=abc', 'is not a join link'],
  [`neatwork://join/192.168.1.10:70000?token=${token}`, 'port 70000'],
  [`neatwork://join/192.168.1.10:5000?cert=${fingerprint}`, 'needs quotation marks'],
  ['neatwork://join/192.168.1.10:5000?token=short', 'token in the join link is incomplete'],
  [`neatwork://join/192.168.1.10:5000?token=${token}`, 'fingerprint'],
  [`neatwork://join/192.168.1.10:5000?cert=${fingerprint.slice(1)}&token=${token}`, 'fingerprint'],
  [`neatwork://join/192.168.1.10:5000?cert=none&token=${token}`, 'for this machine only'],
])('%j is refused in one sentence that says what to do', (text, why) => {
  const parsed = parseJoinLink(text)
  expect(parsed.ok ? '' : parsed.message).toContain(why)
  expect(parsed.ok ? '' : parsed.message).toContain('copy it whole from the master')
})

test.each(['127.0.0.1', 'localhost', '::1'])('a link without a certificate may lead to %s', (host) => {
  const link = { host, port: 5000, fingerprint: null, token }
  expect(parseJoinLink(formatJoinLink(link))).toEqual({ ok: true, link })
})

test('waits grow, stay bounded, and are spread by chance', () => {
  expect(backOffMs(1, 0)).toBe(250)
  expect(backOffMs(1, 1)).toBe(500)
  expect(backOffMs(3, 1)).toBe(2000)
  for (const attempt of [10, 100, 1e9]) expect(backOffMs(attempt, 1)).toBe(15_000)
})
