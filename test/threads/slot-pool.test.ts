// The pool of slots with slots that do as the test says.
import { expect, onTestFinished, test, vi } from 'vitest'
import type { SlotEvents } from '../../core/node/threads/slot.ts'
import { type JobEnd, SlotPool } from '../../core/node/threads/slot-pool.ts'
import type { Frame } from '../../core/wire/frame.ts'

function poolOfOne() {
  const started: SlotEvents[] = []
  const pool = new SlotPool(1, (events) => {
    started.push(events)
    return { evaluate() {}, prepare() {}, cancel() {}, end: async () => {} }
  })
  const ends: JobEnd[] = []
  const run = () => pool.run({ bytes: new Uint8Array(), limitMs: 1000, done: (end) => void ends.push(end) })
  return { pool, started, ends, run }
}

test('a slot that ends while nobody needs it is left empty until the next job', () => {
  const { started, ends, run } = poolOfOne()
  run()
  started[0]?.gone('it can’t start')
  expect(ends).toEqual([{ kind: 'crashed', reason: 'it can’t start' }])
  expect(started).toHaveLength(1)
  run()
  expect(started).toHaveLength(2)
  started[0]?.gone('said by one that is no longer there')
  expect(ends).toHaveLength(1)
})

test('jobs that wait are the next one’s', () => {
  const { started, ends, run } = poolOfOne()
  run()
  run()
  started[0]?.gone('no memory')
  expect(started).toHaveLength(2)
  started[1]?.replied({ kind: 'ready' })
  started[1]?.replied({ kind: 'unusable', reason: 'unknown problem' })
  expect(ends.map(({ kind }) => kind)).toEqual(['crashed', 'unusable'])
})

/** Slots that answer when the test says so; what they were sent is noted as `slot:ticket`, what was called off as `slot-ticket`. */
function poolThatHandsAhead(size: number) {
  const started: SlotEvents[] = []
  const sent: string[] = []
  const clock = { ms: 0 }
  const start = (events: SlotEvents) => {
    const at = started.push(events) - 1
    return {
      takesAhead: true,
      evaluate: ({ ticket }: { readonly ticket: number }) => void sent.push(`${at}:${ticket}`),
      prepare() {},
      cancel: (ticket: number) => void sent.push(`${at}-${ticket}`),
      end: async () => {},
    }
  }
  const pool = new SlotPool(size, start, () => clock.ms)
  const ends: string[] = []
  const run = (name: string, avoid?: ReadonlySet<number>) =>
    pool.run({
      bytes: new Uint8Array(),
      limitMs: 60_000,
      ...(avoid !== undefined && { avoid }),
      done: (end) => void ends.push(`${name} ${end.kind}`),
    })
  const answer = (slot: number) => started[slot]?.replied({ kind: 'results', genomes: 1, frame: FRAME })
  onTestFinished(() => pool.close())
  return { pool, started, sent, ends, clock, run, answer }
}

const FRAME = new Uint8Array() as Frame

/** One slot whose first job took `ms`. */
function warmed(ms: number) {
  const made = poolThatHandsAhead(1)
  made.run('first')
  made.started[0]?.replied({ kind: 'ready' })
  made.clock.ms += ms
  made.answer(0)
  made.sent.length = 0
  made.ends.length = 0
  return made
}

test('a slot whose jobs are brief has the next one before it is through with the first', () => {
  const { sent, ends, run, answer } = warmed(5)
  for (const name of ['second', 'third', 'fourth']) run(name)
  expect(sent).toEqual(['0:2', '0:3'])
  answer(0)
  expect(sent).toEqual(['0:2', '0:3', '0:4'])
  answer(0)
  answer(0)
  expect(ends).toEqual(['second results', 'third results', 'fourth results'])
})

test('behind a long job nothing waits in the slot, and nothing before anybody knows how long jobs are', () => {
  const long = warmed(51)
  long.run('second')
  long.run('third')
  expect(long.sent).toEqual(['0:2'])
  const fresh = poolThatHandsAhead(1)
  fresh.run('first')
  fresh.started[0]?.replied({ kind: 'ready' })
  fresh.run('second')
  expect(fresh.sent).toEqual(['0:1'])
})

test('whoever has nothing to do comes before a job that is handed over ahead', () => {
  const { started, sent, clock, run, answer } = poolThatHandsAhead(2)
  run('first')
  run('second')
  for (const events of started) events.replied({ kind: 'ready' })
  clock.ms += 1
  answer(0)
  answer(1)
  sent.length = 0
  for (const name of ['third', 'fourth', 'fifth']) run(name)
  expect(sent).toEqual(['0:3', '1:4', '0:5'])
  run('sixth', new Set([0]))
  expect(sent.at(-1)).toBe('1:6')
})

test('a job that was handed over ahead is not to blame for the end of the one before it', () => {
  const { started, sent, ends, run, answer } = warmed(5)
  run('bad')
  run('good')
  started[0]?.gone('it was ended by signal SIGKILL')
  expect(ends).toEqual(['bad crashed'])
  expect(sent.slice(2)).toEqual(['1:3'])
  started[1]?.replied({ kind: 'ready' })
  answer(1)
  expect(ends).toEqual(['bad crashed', 'good results'])
})

test('a job’s time begins when the one before it has ended', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const { ends, run, answer } = warmed(5)
  run('long')
  run('late')
  vi.advanceTimersByTime(59_000)
  answer(0)
  vi.advanceTimersByTime(59_000)
  expect(ends).toEqual(['long results'])
  vi.advanceTimersByTime(2000)
  expect(ends).toEqual(['long results', 'late late'])
})

test('a job that is called off before it has begun says nothing, and the slot goes on', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const { pool, started, sent, ends, run, answer } = warmed(5)
  run('second')
  const ahead = run('third')
  pool.cancel(ahead)
  expect(sent).toEqual(['0:2', '0:3', '0-3'])
  vi.advanceTimersByTime(10_000)
  expect(started).toHaveLength(1)
  answer(0)
  started[0]?.replied({ kind: 'cancelled' })
  run('fourth')
  answer(0)
  expect(ends).toEqual(['second results', 'fourth results'])
})

test('one that is called off ahead and goes on all the same loses its slot', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const { pool, started, ends, run, answer } = warmed(5)
  run('second')
  const ahead = run('third')
  pool.cancel(ahead)
  answer(0)
  run('fourth')
  vi.advanceTimersByTime(300)
  expect(started).toHaveLength(2)
  started[1]?.replied({ kind: 'ready' })
  answer(1)
  expect(ends).toEqual(['second results', 'fourth results'])
})
