// Joining by code: the exchange of RFC 9382 with its own vectors, and what it gives to whom.
import { expect, test } from 'vitest'
import { CodeGiver, CodeTaker } from '../../core/wire/join-by-code.ts'
import { CODE_LIFE_MS, JoinCodeDesk, MOST_TRIES } from '../../core/wire/join-code-desk.ts'
import { confirmationsOf, type Spake2Side, shareOf } from '../../core/wire/spake2.ts'
import { readableCode, typedCode } from '../../core/wire/typed-code.ts'

const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex')

test('SPAKE2 has the shares and confirmations of RFC 9382, appendix B', () => {
  const password = 0x2ee57912099d31560b3a44b1184b9b4866e904c49d12ac5042c97dca461b1a5fn
  const both = { identityA: 'server', identityB: 'client', password }
  const x = 0x43dd0fd7215bdcb482879fca3220c6a968e66d70b1356cac18bb26c84a78d729n
  const y = 0xdcb60106f276b02606d8ef0a328c02e4b629f84f89786af5befb0bc75b6e66ben
  const a: Spake2Side = { ...both, side: 'A', secret: x }
  const b: Spake2Side = { ...both, side: 'B', secret: y }
  expect(hex(shareOf(a))).toBe(
    '04a56fa807caaa53a4d28dbb9853b9815c61a411118a6fe516a8798434751470f9010153ac33d0d5f2047ffdb1a3e42c9b4e6be662766e1eeb4116988ede5f912c',
  )
  expect(hex(shareOf(b))).toBe(
    '0406557e482bd03097ad0cbaa5df82115460d951e3451962f1eaf4367a420676d09857ccbc522686c83d1852abfa8ed6e4a1155cf8f1543ceca528afb591a1e0b7',
  )
  const atA = confirmationsOf(a, shareOf(b))
  expect(hex(atA?.own)).toBe('58ad4aa88e0b60d5061eb6b5dd93e80d9c4f00d127c65b3b35b1b5281fee38f0')
  expect(hex(atA?.theirs)).toBe('d3e2e547f1ae04f2dbdbf0fc4b79f8ecff2dff314b5d32fe9fcef2fb26dc459b')
  const atB = confirmationsOf(b, shareOf(a))
  expect(hex(atB?.own)).toBe(hex(atA?.theirs))
  expect(hex(atB?.theirs)).toBe(hex(atA?.own))
})

const CODE = '482177305'
const token = 'the-token-of-the-master-0000'
let chances = 0
const chance = () => new Uint8Array(48).fill(++chances)

function shownDesk(): JoinCodeDesk {
  const desk = new JoinCodeDesk()
  desk.show(CODE, 0)
  return desk
}

/** One exchange; who sits in between may show each side another certificate. */
function exchange(desk: JoinCodeDesk, code: string, nowMs = 0, seen = { worker: 'cert', master: 'cert' }) {
  const giver = new CodeGiver({ desk, fingerprint: seen.master, token, chance: chance() })
  const taker = new CodeTaker(code, seen.worker, chance())
  const sent = [taker.start()]
  for (let frame = sent[0]; frame !== undefined; ) {
    const [answer] = giver.received(frame, nowMs).send
    if (answer === undefined) return { result: null, sent }
    const step = taker.received(answer)
    if (step.result !== null) return { result: step.result, sent }
    frame = step.send[0]
    if (frame !== undefined) sent.push(frame)
  }
  return { result: null, sent }
}

test('the right code gets the token, once', () => {
  const desk = shownDesk()
  expect(exchange(desk, CODE).result).toEqual({ ok: true, token })
  expect(exchange(desk, CODE).result).toMatchObject({
    ok: false,
    message: expect.stringContaining('no join code'),
  })
})

test('a wrong code gets nothing, and the next try has to wait, longer each time', () => {
  const desk = shownDesk()
  let nowMs = 0
  for (const waitMs of [2000, 4000, 8000]) {
    expect(exchange(desk, '000000000', nowMs).result).toMatchObject({
      ok: false,
      message: expect.stringMatching(/code is wrong/),
    })
    expect(exchange(desk, CODE, nowMs + waitMs - 1).result).toMatchObject({
      ok: false,
      message: expect.stringMatching(/next try/),
    })
    nowMs += waitMs
  }
  expect(exchange(desk, CODE, nowMs).result).toEqual({ ok: true, token })
})

test('after a handful of wrong tries the code is worthless, however long one waits', () => {
  const desk = shownDesk()
  let nowMs = 0
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    exchange(desk, '000000000', nowMs)
    nowMs += 60_000
  }
  expect(desk.current(nowMs)).toBeNull()
  expect(exchange(desk, CODE, nowMs).result).toMatchObject({ ok: false })
})

test('a new code does not shorten the wait', () => {
  const desk = shownDesk()
  exchange(desk, '000000000')
  desk.show(CODE, 1)
  expect(exchange(desk, CODE, 2).result).toMatchObject({
    ok: false,
    message: expect.stringMatching(/next try/),
  })
})

test('a code expires', () => {
  const desk = shownDesk()
  expect(desk.current(CODE_LIFE_MS - 1)).toBe(CODE)
  expect(exchange(desk, CODE, CODE_LIFE_MS).result).toMatchObject({ ok: false })
})

test('somebody in between, with a certificate of his own, gets nothing although the code is right', () => {
  const desk = shownDesk()
  const { result } = exchange(desk, CODE, 0, { worker: "the middle man's", master: "the master's" })
  expect(result).toMatchObject({ ok: false, message: expect.stringMatching(/somebody is in between/) })
})

test('a recorded exchange played again is useless', () => {
  const desk = shownDesk()
  const { sent } = exchange(desk, CODE)
  desk.show(CODE, 1) // even with the same code
  const giver = new CodeGiver({ desk, fingerprint: 'cert', token, chance: chance() })
  const answers = sent.map((frame) => giver.received(frame, 2))
  expect(answers.map(({ result }) => result)).toEqual([null, false])
})

test('tries come one after the other: side by side they would get around the wait', () => {
  const desk = shownDesk()
  const first = new CodeGiver({ desk, fingerprint: 'cert', token, chance: chance() })
  first.received(new CodeTaker(CODE, 'cert', chance()).start(), 0)
  expect(exchange(desk, CODE).result).toMatchObject({
    ok: false,
    message: expect.stringMatching(/Somebody else/),
  })
  first.closed(1)
  expect(exchange(desk, CODE, 1).result).toEqual({ ok: true, token })
})

test('bytes that are no point of the curve, or no frame, end the exchange with a sentence', () => {
  for (const bytes of [new Uint8Array(), new Uint8Array(65).fill(4)]) {
    const giver = new CodeGiver({ desk: shownDesk(), fingerprint: 'cert', token, chance: chance() })
    expect(giver.received(bytes, 0).result).toBe(false)
    expect(new CodeTaker(CODE, 'cert', chance()).received(bytes).result).toMatchObject({ ok: false })
  }
})

test('people write codes as they like', () => {
  expect(readableCode(CODE)).toBe('482 177 305')
  for (const text of ['482 177 305', '482-177-305', ' 482177305 ']) expect(typedCode(text)).toBe(CODE)
  for (const text of ['', '48217730', '4821773050', '48217730a']) expect(typedCode(text)).toBeNull()
})
