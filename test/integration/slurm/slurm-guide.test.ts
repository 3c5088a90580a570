// docs/slurm.md word by word: its commands in an empty folder, on a Slurm of their own. Left to npm run test:slurm.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { env, execPath } from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CLI } from '../neatwork-process.ts'
import { notNow } from './slurm-here.ts'
import { SlurmProcess } from './slurm-process.ts'

const guide = readFileSync(resolve(import.meta.dirname, '../../../docs/slurm.md'), 'utf8')

/** Commands of the block that names this test by a sign. */
function commandsOf(sign: string): readonly string[] {
  const [, rest = ''] = guide.split(`slurm-guide.test.ts: ${sign} -->`)
  return (/```sh\n([\s\S]*?)```/.exec(rest)?.[1] ?? '').trim().split('\n')
}

describe.skipIf(notNow !== null)('docs/slurm.md, word by word', { timeout: 120_000 }, () => {
  let slurm: SlurmProcess
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-slurm-guide-'))
  beforeAll(async () => {
    writeFileSync(join(folder, 'npx'), `#!/bin/sh\nshift\nexec "${execPath}" "${CLI}" "$@"\n`)
    chmodSync(join(folder, 'npx'), 0o755)
    slurm = await SlurmProcess.begin()
  }, 60_000)
  afterAll(async () => {
    await slurm?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** What the command printed, once it has ended well. */
  const typed = async (command: string): Promise<string> => {
    const child = spawn('bash', ['-c', command], {
      cwd: folder,
      env: { ...env, ...slurm.env, PATH: `${folder}${delimiter}${env['PATH'] ?? ''}`, NEATWORK_HOME: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        said += String(text)
      })
    await once(child, 'close')
    expect(child.exitCode, said).toBe(0)
    return said
  }
  const solved = (text: string) => /Solved .*/.exec(text)?.[0]

  test('Master here, workers on the nodes: the run is solved as on one machine', async () => {
    const [command = ''] = commandsOf('Master here, workers on the nodes')
    const said = await typed(command)
    expect(said).toMatch(/Slurm: \d of 4 tasks run/)
    expect(said).not.toContain('error')
    expect(solved(said)).toBeDefined()
    expect(solved(said)).toBe(solved(await typed('npx neatwork run --problem xor')))
    expect(slurm.call('squeue', '--noheader', '--states=PENDING,RUNNING')).toBe('')
  })

  test('the script is shown without submitting', async () => {
    const [command = ''] = commandsOf('without submitting')
    const script = await typed(command)
    expect(script).toMatch(/^#!\/bin\/bash\n#SBATCH --job-name=neatwork-xor\n#SBATCH --array=1-4\n/)
    writeFileSync(join(folder, 'array.sh'), script)
    expect(await typed('sbatch --test-only array.sh')).toMatch(/to start at/)
  })

  test('Master in a job, too: its log tells of the run, and no job is left', async () => {
    const [command = '', look = ''] = commandsOf('Master in a job, too')
    expect(await typed(command)).toMatch(/Slurm has job \d+ with the master/)
    expect(await typed(look)).toContain('neatwork')
    await slurm.follow(join(folder, 'neatwork-slurm/other-run/master.log'), /Solved /)
  })
})
