// What the manifests for Kubernetes start, started here: the same commands with the same variables, on a broker with the same
// configuration; folders stand in for volumes, and signals for what a cluster does to pods.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Manifest, named } from '../../deploy/manifests.ts'
import { CLI, NeatworkProcess } from '../neatwork-process.ts'
import { freePort, NatsServer, noBroker } from './nats-server.ts'

const PASSWORD = 'of-a-test'

let volume: string
beforeEach(() => {
  volume = mkdtempSync(join(tmpdir(), 'neatwork-pods-'))
})
afterEach(() => rmSync(volume, { recursive: true, force: true }))

/** The broker of the manifest, on another port. */
function broker(): Promise<NatsServer> {
  const text: string = named('ConfigMap', 'nats').data['nats.conf']
  const config = text
    .split('\n')
    .filter((line) => !/^(listen|http|jetstream)/.test(line))
    .join('\n')
    .replace('$NATS_PASSWORD', PASSWORD)
  return NatsServer.start({ config })
}

const containerOf = (manifest: Manifest) => manifest.spec.template.spec.containers[0]

describe.skipIf(noBroker !== null)('pods', () => {
  test('a run goes on when its master is moved, and a worker that is told to end drains', async () => {
    const nats = await broker()
    const url = nats.url.replace('nats://', `nats://neatwork:${PASSWORD}@`)
    const web = await freePort()
    const settings = { problem: 'parity-5', seed: 1, generations: 400, cluster: { minWorkers: 1 } }
    mkdirSync(join(volume, 'etc'))
    writeFileSync(join(volume, 'etc/run.json'), JSON.stringify(settings))
    const first = master(url, web)
    const worker = startWorker(url, await freePort())
    await generations(join(volume, 'run'), 3)
    expect(await statusOf(web, '/healthz')).toBe(200)
    expect(await statusOf(web, '/readyz')).toBe(200)
    expect(await statusOf(web, '/metrics')).toBe(401)
    first.child.kill('SIGKILL')
    await first.exitCode
    const before = generationsIn(join(volume, 'run'))
    const second = master(url, web)
    await generations(join(volume, 'run'), before + 3)
    worker.child.kill('SIGTERM')
    expect(await worker.exitCode).toBe(0)
    second.child.kill('SIGKILL')
  }, 60_000)

  /** By the shell, as the container does it. */
  function master(url: string, web: number): NeatworkProcess {
    const { command, args, env } = containerOf(named('Job', 'neatwork-master'))
    expect(command).toEqual(['/bin/sh', '-c'])
    const script = String(args[0])
      .replaceAll('/data', volume)
      .replaceAll('/etc/neatwork', join(volume, 'etc'))
      .replaceAll('0.0.0.0:5001', `0.0.0.0:${web}`)
      .replaceAll('neatwork resume', '"$NODE" "$CLI" resume')
      .replaceAll('neatwork master', '"$NODE" "$CLI" master')
    expect(env.map(({ name }: Manifest) => name)).toEqual(['BROKER', 'NEATWORK_HOME'])
    const variables = { BROKER: url, NEATWORK_HOME: join(volume, 'home'), NODE: process.execPath, CLI }
    return new NeatworkProcess([], variables, ['/bin/sh', '-c', script, 'sh'])
  }

  function startWorker(url: string, metrics: number): NeatworkProcess {
    const { args } = containerOf(named('Deployment', 'neatwork-worker'))
    const values: Readonly<Record<string, string>> = { BROKER: url, SLOTS: '1', POD: 'pod-1' }
    const own = args.map((arg: string) =>
      arg
        .replace(/\$\((\w+)\)/g, (_, name) => values[name] ?? '')
        .replace('0.0.0.0:9464', `127.0.0.1:${metrics}`),
    )
    return new NeatworkProcess(own, { NEATWORK_HOME: join(volume, 'worker') })
  }
})

function statusOf(port: number, path: string): Promise<number> {
  return new Promise((answered, failed) => {
    // As a kubelet does: probes by https ask for no authority.
    const sent = request({ port, path, host: '127.0.0.1', rejectUnauthorized: false }, (response) => {
      response.resume()
      answered(response.statusCode ?? 0)
    })
    sent.once('error', failed)
    sent.end()
  })
}

function generationsIn(run: string): number {
  try {
    return readFileSync(join(run, 'history.ndjson'), 'utf8').split('\n').length - 1
  } catch {
    return 0 // the master hasn't made it yet
  }
}

async function generations(run: string, atLeast: number): Promise<void> {
  while (generationsIn(run) < atLeast) await new Promise((done) => setTimeout(done, 100))
}
