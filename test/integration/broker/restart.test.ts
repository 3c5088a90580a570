// A master that was killed goes on elsewhere with a copy of its run folder: the same bits, and the worker of before.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { COMPARED_RUN, hashes, NeatworkProcess, neatwork } from '../neatwork-process.ts'
import { NatsServer, notNow } from './nats-server.ts'

if (notNow !== null) console.log(`not here: a master restarted with a copy of its folder (${notNow})`)

test.skipIf(notNow !== null)(
  'a master killed here goes on there, with its folder, its workers and its bits',
  { timeout: 400_000 },
  async () => {
    const server = await NatsServer.start()
    const folder = mkdtempSync(join(tmpdir(), 'neatwork-restart-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const [here, there] = [join(folder, 'here'), join(folder, 'there')]
    const alone = neatwork('run', ...COMPARED_RUN)
    const master = new NeatworkProcess([
      'master',
      ...COMPARED_RUN,
      '--broker',
      server.url,
      '--local-slots',
      '0',
      '--web',
      'off',
      '--run',
      here,
    ])
    const worker = new NeatworkProcess([
      'worker',
      '--broker',
      server.url,
      '--once',
      '--slots',
      '1',
      '--name',
      'faithful',
      '--json',
    ])
    await master.line((line) => line['type'] === 'generation' && Number(line['generation']) >= 5)
    master.child.kill('SIGKILL')
    await master.exitCode
    cpSync(here, there, { recursive: true })
    rmSync(here, { recursive: true })
    const resumed = new NeatworkProcess(['resume', there, '--master', '--json'])
    expect(await resumed.result()).toEqual(await (await alone).result())
    expect(hashes(resumed)).toEqual(hashes(await alone))
    expect(await worker.exitCode).toBe(0)
    expect(resumed.of('worker').map((line) => line['label'])).toContain('faithful')
  },
)
