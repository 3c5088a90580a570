// When a worker pauses, told by probes and clocks of the test's own.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { gnome, idleOnLinux, ioreg, powershell, xprintidle } from '../../core/node/pauses/idle-probe.ts'
import { whileBusy, whileInUse } from '../../core/node/pauses/pause-conditions.ts'
import { Pauser } from '../../core/node/pauses/pauser.ts'
import { terminalsIdleMs } from '../../core/node/pauses/terminals-idle.ts'

test('a pause for load begins above the limit and ends well below it', async () => {
  let load = 0.75
  const condition = whileBusy(0.8, () => load)
  const seen: boolean[] = []
  for (load of [0.75, 0.8, 0.81, 0.79, 0.73, 0.72, 0.79]) seen.push((await condition()) !== null)
  expect(seen).toEqual([false, false, true, true, true, false, false])
  load = 1.5
  expect(await condition()).toBe('the machine is busy (load 1.50 per core, limit 0.8)')
})

test('a pause for people lasts until nobody has touched the machine for so long', async () => {
  let idleMs: number | null = 600_000
  const condition = whileInUse(5, async () => idleMs)
  expect(await condition()).toBeNull()
  idleMs = 299_999
  expect(await condition()).toBe('somebody uses this machine (it must rest for 5 min first)')
  idleMs = null // nobody can tell for a moment
  expect(await condition()).not.toBeNull()
  idleMs = 300_000
  expect(await condition()).toBeNull()
})

test('every change is told once, with all reasons', async () => {
  const told: (string | null)[] = []
  const reasons: (string | null)[] = [null, null]
  const conditions = [async () => reasons[0] ?? null, async () => reasons[1] ?? null]
  const pauser = new Pauser(conditions, (reason) => told.push(reason))
  await pauser.look()
  reasons[0] = 'a'
  reasons[1] = 'b'
  await pauser.look()
  reasons[0] = null
  await pauser.look()
  reasons[1] = null
  await pauser.look()
  await pauser.look()
  expect(told).toEqual(['a, and b', null])
})

test('its owner pauses a worker beside its conditions, and only both together let it go on', async () => {
  const told: (string | null)[] = []
  let reason: string | null = null
  const pauser = new Pauser([async () => reason], (text) => told.push(text))
  pauser.hold(true)
  expect(pauser.isHeld).toBe(true)
  reason = 'a'
  await pauser.look()
  pauser.hold(false)
  reason = null
  await pauser.look()
  expect(told).toEqual(['its owner paused it', null])
})

test('a look that takes long is not repeated meanwhile', async () => {
  let asked = 0
  let answer: (reason: string | null) => void = () => {}
  const slow = () => {
    asked++
    return new Promise<string | null>((resolve) => {
      answer = resolve
    })
  }
  const pauser = new Pauser([slow], () => {})
  const first = pauser.look()
  await pauser.look()
  expect(asked).toBe(1)
  answer(null)
  await first
})

test('terminals tell when somebody typed last: the youngest counts, and other files do not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-tty-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'pts'))
  const touch = (name: string, secondsAgo: number) => {
    writeFileSync(join(folder, name), '')
    utimesSync(join(folder, name), 1_000_000 - secondsAgo, 0)
  }
  const places = [
    { folder, name: /^tty\d+$/ },
    { folder: join(folder, 'pts'), name: /^\d+$/ },
    { folder: join(folder, 'missing'), name: /./ },
  ]
  expect(await terminalsIdleMs(1_000_000_000, places)).toBeNull()
  touch('tty1', 900)
  touch('pts/0', 60)
  touch('null', 1)
  expect(await terminalsIdleMs(1_000_000_000, places)).toBe(60_000)
})

test('on Linux the last touch counts, wherever it was; a desktop that tells nothing leaves it open', () => {
  expect(idleOnLinux(5000, [null, null], false)).toBe(5000)
  expect(idleOnLinux(null, [null, null], false)).toBeNull()
  expect(idleOnLinux(5000, [200, null], true)).toBe(200)
  expect(idleOnLinux(100, [null, 200], true)).toBe(100)
  expect(idleOnLinux(5000, [null, null], true)).toBeNull()
})

test('the words of each operating system are understood, and others are not taken for numbers', () => {
  expect(xprintidle.read('12345')).toBe(12_345)
  expect(xprintidle.read("couldn't open display")).toBeNull()
  expect(gnome.read('t 2500')).toBe(2500)
  expect(gnome.read('')).toBeNull()
  expect(ioreg.read('    | |   "HIDIdleTime" = 3200000000\n')).toBe(3200)
  expect(ioreg.read('+-o Root')).toBeNull()
  expect(powershell.read('61000')).toBe(61_000)
})
