import { describe, expect, test } from 'vitest'
import { applyEvent } from '../../core/api/apply-event.ts'
import { EventBuffer } from '../../core/api/coalesce-events.ts'
import type { ApiEvent } from '../../core/api/neatwork-api.ts'
import { MOST_SAMPLES, sampled } from '../../core/api/sampled-history.ts'
import type { AppState } from '../../core/api/views.ts'
import { madeUpHistory } from '../renderer/made-up-history.ts'
import { emptyRun, stateOf, workerView } from '../renderer/made-up-views.ts'

const history = madeUpHistory(3000, 60)
const running = (generations: number): AppState =>
  stateOf({
    kind: 'run',
    run: { ...emptyRun({ kind: 'running' }), history: sampled(history.slice(0, generations)) },
  })
const kinds = (events: readonly ApiEvent[]) => events.map(({ kind }) => kind)
const generationsEvent = (from: number, to: number): ApiEvent => ({
  kind: 'generations',
  snapshots: history.slice(from, to),
})

function runOf(state: AppState | null) {
  if (state?.mode.kind !== 'run') throw new Error('there is no run')
  return state.mode.run
}

/** What a listener holds that takes one piece after the other, and the pieces. */
function takeAll(buffer: EventBuffer) {
  const pieces: (readonly ApiEvent[])[] = []
  let state: AppState | null = null
  while (!buffer.isEmpty) {
    const piece = buffer.take()
    pieces.push(piece)
    state = piece.reduce(applyEvent, state)
  }
  return { pieces, state }
}

describe('what a listener will be told', () => {
  test('is the newest of every kind, generations before the rest', () => {
    const buffer = new EventBuffer(false)
    buffer.add({ kind: 'workers', workers: [] })
    buffer.add(generationsEvent(0, 1))
    buffer.add({ kind: 'runStatus', status: { kind: 'paused' } })
    buffer.add({ kind: 'workers', workers: [workerView(1)] })
    buffer.add(generationsEvent(1, 3))
    buffer.add({ kind: 'runStatus', status: { kind: 'stopping' } })
    expect(buffer.take()).toEqual([
      generationsEvent(0, 3),
      { kind: 'workers', workers: [workerView(1)] },
      { kind: 'runStatus', status: { kind: 'stopping' } },
    ])
    expect(buffer.take()).toEqual([])
  })

  test('begins anew with a whole state', () => {
    const buffer = new EventBuffer(false)
    buffer.add(generationsEvent(0, 3))
    buffer.add({ kind: 'runStatus', status: { kind: 'paused' } })
    buffer.add({ kind: 'state', state: running(5) })
    buffer.add(generationsEvent(5, 6))
    expect(kinds(buffer.take())).toEqual(['state', 'generations'])
  })
})

describe('a long history in pieces', () => {
  test('is a rough picture from beginning to end first', () => {
    const buffer = new EventBuffer(true)
    buffer.add({ kind: 'state', state: running(3000) })
    const state = applyEvent(null, buffer.take()[0] ?? { kind: 'alarms', alarms: [] })
    const { history: rough } = runOf(state)
    expect(rough.length).toBeLessThan(40)
    expect(rough[0]?.generation).toBeLessThan(200)
    expect(rough.at(-1)?.generation).toBe(2999)
  })

  test('is the whole in the end, whatever happens meanwhile', () => {
    const buffer = new EventBuffer(true)
    buffer.add({ kind: 'state', state: running(2990) })
    buffer.take()
    buffer.add({ kind: 'state', state: running(2990) })
    buffer.add(generationsEvent(2990, 2995))
    buffer.add({ kind: 'runStatus', status: { kind: 'paused' } })
    buffer.add(generationsEvent(2995, 3000))
    const { pieces, state } = takeAll(buffer)
    expect(runOf(state).status).toEqual({ kind: 'paused' })
    expect(runOf(state).history).toEqual(runOf(running(3000)).history)
    const sizes = pieces.map((piece) => JSON.stringify(piece).length)
    expect(Math.max(...sizes)).toBeLessThan(400_000)
  })

  test('stays small for a listener that takes nothing', () => {
    const buffer = new EventBuffer(true)
    for (let at = 0; at < 3000; at += 10) buffer.add(generationsEvent(at, at + 10))
    let taken = 0
    while (!buffer.isEmpty) {
      for (const event of buffer.take()) taken += event.kind === 'generations' ? event.snapshots.length : 0
    }
    expect(taken).toBeLessThan(2 * MOST_SAMPLES + 10)
  })
})

test('workers that are as they were stay the objects that they were', () => {
  const before = running(1)
  const [first, second] = [workerView(1), workerView(2)]
  const told = applyEvent(before, { kind: 'workers', workers: [first, second] })
  const again = applyEvent(told, {
    kind: 'workers',
    workers: [{ ...first }, { ...second, genomesPerSecond: 1 }],
  })
  expect(runOf(again).workers[0]).toBe(first)
  expect(runOf(again).workers[1]).not.toBe(second)
})
