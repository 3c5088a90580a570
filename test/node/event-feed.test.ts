import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ApiEvent } from '../../core/api/neatwork-api.ts'
import { sampled } from '../../core/api/sampled-history.ts'
import { EventFeed } from '../../core/node/event-feed.ts'
import { madeUpHistory } from '../renderer/made-up-history.ts'
import { emptyRun, stateOf } from '../renderer/made-up-views.ts'

const history = madeUpHistory(2000, 60)
const state = stateOf({
  kind: 'run',
  run: { ...emptyRun({ kind: 'running' }), history: sampled(history) },
})

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A listener at the other end of a carrier, which the test holds up. */
function follow(feed: EventFeed) {
  const events: ApiEvent[] = []
  const way = { isFree: true }
  feed.subscribe((event) => events.push(event), { isReady: () => way.isFree })
  return { events, way }
}

describe('a feed', () => {
  test('tells the whole state in pieces, each in a turn of its own', () => {
    const { events } = follow(new EventFeed(() => state))
    vi.advanceTimersByTime(1)
    expect(events.map(({ kind }) => kind)).toEqual(['state', 'generations'])
    vi.advanceTimersByTime(1000)
    const told = events.flatMap((event) => {
      if (event.kind === 'generations') return event.snapshots
      return event.kind === 'state' && event.state.mode.kind === 'run' ? event.state.mode.run.history : []
    })
    expect(told.length).toBe(sampled(history).length)
    expect(events.length).toBeGreaterThan(12)
  })

  test('lets a slow listener wait, tells it what came of it all, and nobody else notices', () => {
    const feed = new EventFeed(() => stateOf({ kind: 'home' }))
    const [slow, quick] = [follow(feed), follow(feed)]
    vi.advanceTimersByTime(1)
    slow.way.isFree = false
    for (let connected = 0; connected < 50; connected++) {
      feed.emit({ kind: 'runStatus', status: { kind: 'waiting', connected, needed: 50 } })
      vi.advanceTimersByTime(40)
    }
    expect(slow.events).toHaveLength(1)
    expect(quick.events.length).toBeGreaterThan(40)
    slow.way.isFree = true
    vi.advanceTimersByTime(50)
    expect(slow.events.slice(1)).toEqual([
      { kind: 'runStatus', status: { kind: 'waiting', connected: 49, needed: 50 } },
    ])
  })

  test('tells whoever listens in this process everything at once', () => {
    const feed = new EventFeed(() => state)
    const events: ApiEvent[] = []
    feed.subscribe((event) => events.push(event))
    vi.advanceTimersByTime(1)
    expect(events).toEqual([{ kind: 'state', state }])
  })
})
