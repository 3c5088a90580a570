// A token that leaked is made worthless: while the master listens, and when a run goes on.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { AppHost } from '../../core/node/app-host.ts'
import { parseJoinLink } from '../../core/wire/join-link.ts'
import { NeatworkProcess } from './neatwork-process.ts'

const tokenOf = (link: string | undefined) => {
  const parsed = parseJoinLink(link ?? '')
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.link.token
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test('rotateToken gives other links, and the run folder the new token', async () => {
  const folder = newFolder()
  const host = new AppHost({
    appVersion: '1.0.0',
    suggestion: { kind: 'none' },
    runsFolder: folder,
    stateFolder: null,
  })
  onTestFinished(() => host.close())
  const defaults = await host.call('defaultRunRequest', null)
  const listening = { role: 'master', host: '127.0.0.1', port: 0, localSlots: 0 } as const
  await host.call('startRun', { ...defaults, ...listening, minWorkers: 1 })
  const before = tokenOf(host.joinLinks[0])
  await host.call('rotateToken', null)
  const after = tokenOf(host.joinLinks[0])
  expect(after).not.toBe(before)
  const [run = ''] = readdirSync(folder)
  const file = join(folder, run, 'cluster.json')
  expect(JSON.parse(readFileSync(file, 'utf8')).token).toBe(after)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('resume --master keeps the token, with --new-token it makes another', async () => {
  const path = join(newFolder(), 'run')
  const network = ['--host', '127.0.0.1', '--port', '0', '--web', 'off', '--json']
  const tokenBy = async (...args: string[]) => {
    const master = new NeatworkProcess(args)
    const { joinLink } = await master.line(({ type }) => type === 'listening')
    master.child.kill('SIGKILL')
    await master.exitCode
    return tokenOf(String(joinLink))
  }
  const first = await tokenBy('master', '--run', path, '--local-slots', '0', ...network)
  expect(await tokenBy('resume', path, '--master', ...network)).toBe(first)
  expect(await tokenBy('resume', path, '--master', '--new-token', ...network)).not.toBe(first)
})
