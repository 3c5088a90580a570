// A fitness file chosen on a screen: tried before it is offered, and only where that is allowed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { AppHost } from '../../core/node/app-host.ts'
import type { FilePort } from '../../core/node/own/file-desk.ts'

const folder = mkdtempSync(join(tmpdir(), 'neatwork-check-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileWith(name: string, evaluate: string): string {
  const file = join(folder, `${name}.js`)
  const text = `export default { name: '${name}', inputs: 2, outputs: 1, solvedAt: 99, evaluate(network) { ${evaluate} } }`
  writeFileSync(file, text)
  return file
}

function hostWith(files?: FilePort): AppHost {
  const host = new AppHost({
    appVersion: '0',
    suggestion: { kind: 'none' },
    runsFolder: null,
    stateFolder: null,
    files,
  })
  return host
}

const names = async (host: AppHost) => (await host.call('listProblems', null)).map(({ name }) => name)

test('a file that works is tried with a few genomes, offered first, and can be started', async () => {
  const host = hostWith({ kind: 'path' })
  const file = fileWith('sum', 'return network.activate([1, 0])[0] + network.activate([0, 1])[0]')
  const check = await host.call('checkFitness', { path: file })
  expect(check?.genomes).toHaveLength(6)
  expect(check?.genomes.every(({ kind }) => kind === 'scored')).toBe(true)
  expect(check).toMatchObject({ file, problem: { name: 'sum' } })
  expect(check?.msEach).toBeGreaterThan(0)
  expect((await names(host))[0]).toBe('sum')
  const request = await host.call('defaultRunRequest', null)
  const asked = { ...request, problem: 'sum', populationSize: 4, generations: 1, localSlots: 1 }
  await host.call('startRun', asked)
  await host.close()
})

test('what evaluations throw is told by genome', async () => {
  const host = hostWith({ kind: 'path' })
  const file = fileWith('thrower', "throw new RangeError('too far')")
  const check = await host.call('checkFitness', { path: file })
  for (const genome of check?.genomes ?? []) {
    expect(genome).toMatchObject({ kind: 'failed', reason: expect.stringContaining('too far') })
  }
  await host.close()
})

test('a file that is no problem, or is not there, is refused with its sentence, and the one of before stays', async () => {
  const host = hostWith({ kind: 'path' })
  await host.call('checkFitness', { path: fileWith('fine', 'return network.activate([1, 1])[0]') })
  const broken = join(folder, 'broken.js')
  writeFileSync(broken, 'export default { name: "broken", inputs: 2,, }')
  await expect(host.call('checkFitness', { path: broken })).rejects.toThrow('broken.js')
  await expect(host.call('checkFitness', { path: join(folder, 'nowhere.ts') })).rejects.toThrow(
    'There is no file',
  )
  await expect(host.call('checkFitness', { path: '/etc/passwd' })).rejects.toThrow('is no problem')
  await expect(host.call('checkFitness', { path: null })).rejects.toThrow('path')
  expect((await names(host))[0]).toBe('fine')
  await host.close()
})

test('nobody names a file where it is not allowed, and with a dialog only the dialog does', async () => {
  const file = fileWith('shy', 'return 1')
  const closed = hostWith()
  await expect(closed.call('checkFitness', { path: file })).rejects.toMatchObject({ code: 'not-now' })
  const asking = hostWith({ kind: 'dialog', choose: async () => null })
  await expect(asking.call('checkFitness', { path: file })).rejects.toMatchObject({ code: 'bad-request' })
  expect(await asking.call('checkFitness', { path: null })).toBeNull()
  const chosen = hostWith({ kind: 'dialog', choose: async () => file })
  expect(await chosen.call('checkFitness', { path: null })).toMatchObject({ problem: { name: 'shy' } })
  for (const host of [closed, asking, chosen]) await host.close()
})
