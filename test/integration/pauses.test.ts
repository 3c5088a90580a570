// A worker that pauses for people, by a probe of the test's own: both sides say why.
import { platform } from 'node:process'
import { expect, test } from 'vitest'
import { whileInUse } from '../../core/node/pauses/pause-conditions.ts'
import { linkOf, masterHere, untilConnection, workerHere } from './cluster-here.ts'
import { NeatworkProcess, neatwork } from './neatwork-process.ts'

const IN_USE = 'somebody uses this machine (it must rest for 5 min first)'

test('a worker on a machine that somebody uses joins, pauses, and says why on both sides', async () => {
  const master = await masterHere()
  const told = new Promise<void>((resolve) => {
    master.onWorkersChanged(() => master.workers().some(({ state }) => state === 'paused') && resolve())
  })
  const worker = workerHere(linkOf(master), { slots: 2, pauses: [whileInUse(5, async () => 1000)] })
  await untilConnection(worker, 'paused')
  await told
  expect(worker.status().connection).toEqual({ kind: 'paused', reason: IN_USE, genomes: 0 })
  expect(master.workers()).toMatchObject([{ state: 'paused', slots: 0, warning: `paused: ${IN_USE}` }])
})

test('a worker whose own slots are more than its limit is told so; a limit of nothing is refused', async () => {
  const link = `neatwork://join/127.0.0.1:1?cert=${'f'.repeat(43)}&token=${'t'.repeat(27)}`
  const args = ['worker', link, '--slots', '64', '--max-load', '0.5']
  const worker = new NeatworkProcess(args)
  await worker.error(
    platform === 'win32' ? /keeps no load average/ : /64 evaluating slots alone make a load of/,
  )
  worker.child.kill('SIGTERM')
  await worker.exitCode
  const refused = await neatwork('worker', link, '--max-load', '0')
  expect(refused.stderr).toContain('Expected a number from 0.01 to 1000')
  expect(refused.code).toBe(2)
})
