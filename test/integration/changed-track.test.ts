// A car's track is switched in mid-run, as somebody at the master does: from the next generation on, and on record, so that
// whoever repeats the run switches it at the same place.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { ApiEvent } from '../../core/api/neatwork-api.ts'
import { AppHost } from '../../core/node/app-host.ts'
import type { GenerationSnapshot } from '../../core/run/snapshot.ts'
import { neatwork } from './neatwork-process.ts'

const TRACK = 'width 8 at 0,0 90,0 90,50 0,50'

test('a run whose track was switched is verified, and goes on, with the track of each generation', async () => {
  const runsFolder = mkdtempSync(join(tmpdir(), 'neatwork-track-'))
  onTestFinished(() => rmSync(runsFolder, { recursive: true, force: true }))
  const host = new AppHost({
    ...{ appVersion: '0', suggestion: { kind: 'none' }, runsFolder, stateFolder: null },
  })
  onTestFinished(() => host.close())
  const snapshots: GenerationSnapshot[] = []
  let hear: (event: ApiEvent) => void = () => {}
  host.subscribe((event) => {
    if (event.kind === 'generations') snapshots.push(...event.snapshots)
    hear(event)
  })
  const until = (holds: (event: ApiEvent) => boolean): Promise<void> =>
    new Promise((resolve) => {
      hear = (event) => holds(event) && resolve()
    })

  const request = await host.call('defaultRunRequest', null)
  const small = { problem: 'car', populationSize: 12, generations: 6, localSlots: 1, startPaused: true }
  await host.call('startRun', { ...request, ...small })
  for (let steps = 0; steps < 2; steps++) {
    const stepped = until(({ kind }) => kind === 'generations')
    await host.call('stepRun', null)
    await stepped
  }
  await host.call('changeOptions', { options: { ...snapshots[0]?.options, track: TRACK } })
  const ended = until((event) => event.kind === 'runStatus' && event.status.kind === 'ended')
  await host.call('resumeRun', null)
  await ended
  expect(snapshots.map(({ options }) => options?.['track'] === TRACK)).toEqual([
    ...[false, false],
    ...[true, true, true, true],
  ])

  const [name = ''] = readdirSync(runsFolder)
  const verified = await neatwork('verify', join(runsFolder, name))
  expect(verified.code, verified.stderr).toBe(0)
  expect(verified.stdout).toContain('the same, bit for bit')
})
