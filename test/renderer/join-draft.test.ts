import { describe, expect, test } from 'vitest'
import { joinIssues, joinRequestOf, newJoinDraft } from '../../renderer/worker/join-draft.ts'
import { ratePath, SHOWN_MS, withRate } from '../../renderer/worker/rate-series.ts'

const LINK = 'neatwork://join/192.168.1.10:5000?cert=a&token=b'

describe('the form that joins a master', () => {
  test('needs a link and nothing else', () => {
    expect(joinRequestOf(newJoinDraft('  '))).toBeNull()
    expect(joinRequestOf(newJoinDraft(` ${LINK} `))).toEqual({ link: LINK, slots: null, name: null })
  })

  test.each(['0', '1.5', '-2', 'many', '1025'])('takes no %s slots, and says what it takes', (slots) => {
    const draft = { ...newJoinDraft(LINK), slots }
    expect(joinRequestOf(draft)).toBeNull()
    expect(joinIssues(draft).slots).toMatch(/1 to 1,024/)
  })

  test('asks for minutes only of whoever wants them', () => {
    const draft = { ...newJoinDraft(LINK), restMinutes: '' }
    expect(joinRequestOf(draft)).not.toBeNull()
    expect(joinRequestOf({ ...draft, isOnlyWhenIdle: true })).toBeNull()
    expect(joinRequestOf({ ...draft, isOnlyWhenIdle: true, restMinutes: '20' })?.onlyWhenIdle).toBe(20)
  })
})

describe('the line of a worker’s pace', () => {
  test('keeps two minutes, one sample a second', () => {
    let samples: ReturnType<typeof withRate> = []
    for (let atMs = 0; atMs <= 300_000; atMs += 250) samples = withRate(samples, { atMs, rate: atMs })
    expect(samples.length).toBeLessThanOrEqual(SHOWN_MS / 900 + 1)
    expect(samples.at(-1)?.rate).toBe(300_000)
    expect(samples[0]?.atMs).toBeGreaterThanOrEqual(300_000 - SHOWN_MS)
  })

  test('ends at the right edge and has its highest value at the top', () => {
    const samples = [
      { atMs: 0, rate: 5 },
      { atMs: SHOWN_MS, rate: 10 },
    ]
    expect(ratePath(samples, 200, 40)).toBe('M0.0 20.0L200.0 0.0')
    expect(ratePath([{ atMs: 0, rate: 3 }], 200, 40)).toBe('')
  })
})
