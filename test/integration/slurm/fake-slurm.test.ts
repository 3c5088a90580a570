// neatwork slurm against sbatch, squeue and scancel that only start, list and end processes here: what it asks for, and what it
// does about what was lost. Slurm itself is tried by npm run test:slurm.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { env, execPath, kill } from 'node:process'
import { expect, onTestFinished, test, vi } from 'vitest'
import { COMPARED_RUN, hashes, type Line, NeatworkProcess, neatwork } from '../neatwork-process.ts'

const FAKE = resolve(import.meta.dirname, 'fake-slurm.ts')

// Every task is a process, and so is every command: minutes where other tests run beside them.
vi.setConfig({ testTimeout: 180_000 })

/** A machine that has the three commands. */
function loginNode() {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-fake-slurm-'))
  const [bin, state] = [join(folder, 'bin'), join(folder, 'state')]
  for (const name of [bin, state]) mkdirSync(name)
  for (const name of ['sbatch', 'squeue', 'scancel']) {
    const copy = join(folder, 'bin', name)
    writeFileSync(copy, `#!/bin/sh\nexec "${execPath}" -e 'import("${FAKE}")' "${copy}" "$@"\n`)
    chmodSync(copy, 0o755)
  }
  const here = { ...env, PATH: `${bin}${delimiter}${env['PATH'] ?? ''}`, FAKE_SLURM: state }
  const pids = () =>
    readdirSync(state)
      .filter((name) => name.endsWith('.pid'))
      .map((name) => Number(readFileSync(join(state, name), 'utf8')))
  onTestFinished(() => {
    for (const pid of pids().filter(isAlive)) kill(pid, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    scratch: join(folder, 'scratch'),
    run: join(folder, 'run'),
    scripts: () =>
      readdirSync(state)
        .filter((name) => name.endsWith('.sh'))
        .map((name) => readFileSync(join(state, name), 'utf8')),
    pids,
    slurm: (...args: string[]) =>
      new NeatworkProcess(
        [
          'slurm',
          ...COMPARED_RUN,
          '--web',
          'off',
          '--scratch',
          join(folder, 'scratch'),
          '--poll-seconds',
          '1',
          ...args,
        ],
        here as Record<string, string>,
      ),
    call: (command: string, ...args: string[]) => {
      const { status, stderr } = spawnSync(join(bin, command), args, { env: here, encoding: 'utf8' })
      expect(status, stderr).toBe(0)
    },
  }
}

function isAlive(pid: number): boolean {
  try {
    return kill(pid, 0)
  } catch {
    return false
  }
}

const task = (line: Line, number: number): Line =>
  (line['tasks'] as readonly Line[] | undefined)?.find((one) => one['task'] === number) ?? {}

test.skipIf(process.platform === 'win32')(
  'lost tasks are asked for again, all end with the run, and no bit differs',
  async () => {
    const here = loginNode()
    // Of some seconds, so that what was lost is noticed before one worker alone has done it all.
    const long = ['--generations', '250']
    const alone = await neatwork('run', ...COMPARED_RUN, ...long)
    const master = here.slurm(...long, '--tasks', '3', '--partition', 'short', '--cpus-per-task', '1')
    await master.line((line) => line['type'] === 'worker' && Number(line['genomesEvaluated']) > 0)
    const link = join(here.scratch, readdirSync(here.scratch)[0] ?? '', 'join-link')
    expect(statSync(link).mode & 0o777).toBe(0o600)
    here.call('scancel', '--as=PREEMPTED', '1_1')
    here.call('scancel', '--as=NODE_FAIL', '1_2')
    await master.line(
      (line) => line['type'] === 'jobs' && [1, 2].every((number) => task(line, number)['resubmitted'] === 1),
    )
    expect(await master.exitCode, master.stderr).toBe(0)
    expect(hashes(master)).toEqual(hashes(alone))
    expect(master.stderr).toMatch(/Slurm lost tasks? /)
    const [first = ''] = here.scripts()
    expect(first).toContain('#SBATCH --partition=short\n')
    expect(here.scripts().join('')).not.toContain('neatwork://')
    expect(existsSync(link)).toBe(false)
  },
)

test.skipIf(process.platform === 'win32')(
  'Ctrl-C ends the jobs; a master that was killed leaves them to the next, which goes on',
  async () => {
    const here = loginNode()
    const killed = here.slurm('--tasks', '2', '--run', here.run)
    await killed.line((line) => line['type'] === 'generation' && Number(line['generation']) > 5)
    killed.child.kill('SIGKILL')
    await killed.exitCode
    const master = here.slurm('--tasks', '1', '--run', here.run)
    await master.error(/Workers of the master before this one are ended: 1\./)
    await master.line(({ type, local, state }) => type === 'worker' && local === false && state === 'working')
    master.child.kill('SIGINT')
    expect(await master.exitCode).toBe(130)
    const states = readdirSync(join(here.scratch, 'run'))
    expect(states).not.toContain('arrays')
  },
)

test('without Slurm one sentence says what is missing', async () => {
  const nowhere = mkdtempSync(join(tmpdir(), 'neatwork-no-slurm-'))
  onTestFinished(() => rmSync(nowhere, { recursive: true }))
  const args = ['slurm', ...COMPARED_RUN, '--web', 'off', '--scratch', nowhere]
  const master = new NeatworkProcess(args, { PATH: nowhere })
  expect(await master.exitCode).toBe(1)
  expect(master.stderr).toContain('sbatch is not on this machine')
})
