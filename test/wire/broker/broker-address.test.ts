// Addresses of brokers as people type them, and what is shown of them.
import { expect, test } from 'vitest'
import {
  type BrokerAddress,
  formatBroker,
  isBrokerAddress,
  parseBrokerAddress,
  withoutSecrets,
} from '../../../core/wire/broker/broker-address.ts'

const NOTHING = { tls: false, user: null, password: null, run: null }

test.each<[string, BrokerAddress]>([
  ['nats://broker.example:4222', { ...NOTHING, servers: ['broker.example:4222'] }],
  ['nats://10.0.0.7', { ...NOTHING, servers: ['10.0.0.7:4222'] }],
  ['  NATS://lab/  ', { ...NOTHING, servers: ['lab:4222'] }],
  ['tls://[fe80::1]:4443', { ...NOTHING, tls: true, servers: ['[fe80::1]:4443'] }],
  ['nats://a,b:4223,c', { ...NOTHING, servers: ['a:4222', 'b:4223', 'c:4222'] }],
  ['nats://ann:p%40ss:word@lab', { ...NOTHING, servers: ['lab:4222'], user: 'ann', password: 'p@ss:word' }],
  ['nats://s3cret@lab', { ...NOTHING, servers: ['lab:4222'], user: 's3cret' }],
  ['nats://lab?run=maze-7', { ...NOTHING, servers: ['lab:4222'], run: 'maze-7' }],
])('%s is understood', (text, address) => {
  expect(parseBrokerAddress(text)).toEqual({ ok: true, address })
})

test.each([
  'lab:4222',
  'http://lab:4222',
  'nats://',
  'nats://lab:0',
  'nats://lab:70000',
  'nats://lab:port',
  'nats://a,,b',
  'nats://lab?run=',
  'nats://lab?run=two.words',
  'nats://lab?name=x',
  'nats://lab/path',
])('%s is refused with an example', (text) => {
  const parsed = parseBrokerAddress(text)
  expect(parsed).toMatchObject({ ok: false, message: expect.stringContaining('nats://broker.example:4222') })
})

test('what is shown of an address holds neither user nor password', () => {
  const parsed = parseBrokerAddress('tls://ann:secret@lab:4222?run=x')
  if (!parsed.ok) throw new Error(parsed.message)
  expect(formatBroker(parsed.address)).toBe('tls://lab:4222?run=x')
  expect(withoutSecrets('nats://ann:secret@lab bad')).toBe('nats://…@lab bad')
  expect(parseBrokerAddress('nats://ann:secret@lab:x')).not.toMatchObject({
    message: expect.stringContaining('secret'),
  })
})

test('a join link is no address of a broker', () => {
  expect(isBrokerAddress('neatwork://join/lab:5000?cert=none&token=x')).toBe(false)
  expect(isBrokerAddress('nats://lab')).toBe(true)
})
