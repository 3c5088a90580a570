// The systemd unit in assets/: what it promises, and that systemd understands it.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const PATH = resolve(import.meta.dirname, '../../assets/systemd/neatwork-worker.service')
const lines = readFileSync(PATH, 'utf8').split('\n')
const keys = new Map(
  lines
    .filter((line) => /^[A-Z]\w*=/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
)

test('systemd understands every line of the unit', () => {
  const { status, error, stdout, stderr } = spawnSync('systemd-analyze', ['verify', PATH], {
    encoding: 'utf8',
  })
  if (error !== undefined) {
    process.stdout.write(`systemd-analyze: not here (${error.message}); only the unit's own keys are read\n`)
    for (const line of lines) expect(line).toMatch(/^$|^#|^\[(Unit|Service|Install)\]$|^[A-Z]\w*=/)
    return
  }
  process.stdout.write('systemd-analyze verify: read the unit\n')
  expect([status, stdout, stderr]).toEqual([0, '', ''])
})

test('the service drains when it is stopped, comes back when it failed, and may do very little', () => {
  expect(Object.fromEntries(keys)).toMatchObject({
    KillSignal: 'SIGTERM',
    KillMode: 'mixed',
    Restart: 'on-failure',
    ...{
      DynamicUser: 'yes',
      NoNewPrivileges: 'yes',
      ProtectSystem: 'strict',
      ProtectHome: 'yes',
      PrivateDevices: 'yes',
    },
    CapabilityBoundingSet: '',
  })
  // Longer than one batch may take by default.
  expect(Number(keys.get('TimeoutStopSec'))).toBeGreaterThan(300)
  expect(keys.get('ExecStart')).toContain('--link-file')
  expect(keys.get('ExecStart')).not.toContain('token=')
})
