// The app at a broker: a master by its form, a worker by the field for the join link.
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ApiEvent } from '../../../core/api/neatwork-api.ts'
import type { AppMode } from '../../../core/api/views.ts'
import { AppHost } from '../../../core/node/app-host.ts'
import { NatsServer, notNow } from './nats-server.ts'

function app(): AppHost {
  const suggestion = { kind: 'none' } as const
  const host = new AppHost({ appVersion: '1.0.0', suggestion, runsFolder: null, stateFolder: null })
  onTestFinished(() => host.close())
  return host
}

/** The first of the app's states for which `holds`. */
function until(host: AppHost, holds: (mode: AppMode) => boolean): Promise<AppMode> {
  return new Promise((resolve) => {
    host.subscribe((event: ApiEvent) => {
      if (event.kind === 'state' && holds(event.state.mode)) resolve(event.state.mode)
    })
  })
}

const REQUEST = { role: 'master', localSlots: 0, generations: 3, populationSize: 20 } as const

test('what is no address of a broker is refused by both forms', async () => {
  const host = app()
  const request = { ...(await host.call('defaultRunRequest', null)), ...REQUEST }
  const sentence = '"lab" is not the address of a NATS broker. It looks like nats://broker.example:4222'
  await expect(host.call('startRun', { ...request, broker: 'lab' })).rejects.toThrow(sentence)
  const joining = { link: 'nats://lab:0', slots: 1, name: 'w' }
  await expect(host.call('joinAsWorker', joining)).rejects.toThrow('"lab:0" is no server of a NATS broker.')
})

if (notNow !== null) console.log(`not here: two apps at a broker (${notNow})`)

describe.skipIf(notNow !== null)('at nats-server', () => {
  test('two apps meet there, and codes and new links are said to be the broker’s business', async () => {
    const server = await NatsServer.start()
    const [master, worker] = [app(), app()]
    const request = { ...(await master.call('defaultRunRequest', null)), ...REQUEST, broker: server.url }
    await master.call('startRun', request)
    expect(master.joinLinks).toEqual([expect.stringMatching(`^${server.url}\\?run=[0-9a-f]{12}$`)])
    expect(master.listening).toBeNull()
    for (const command of ['showJoinCode', 'rotateToken'] as const) {
      await expect(master.call(command, null)).rejects.toThrow('The broker says who may come in')
    }
    await worker.call('joinAsWorker', { link: master.joinLinks[0] ?? '', slots: 1, name: 'w' })
    const ended = new Promise((resolve) => {
      master.subscribe(
        (event) => event.kind === 'runStatus' && event.status.kind === 'ended' && resolve(event.status),
      )
    })
    expect(await ended).toMatchObject({ result: { evaluations: 60 } })
    await until(worker, (mode) => mode.kind === 'worker')
  })
})
