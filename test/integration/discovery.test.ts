// Masters are found on the network. The tests' announcements stay on the loopback interface, on a port of their own.
import { expect, onTestFinished, test, vi } from 'vitest'
import { announce, findMasters, networks } from '../../core/node/cluster/discovery.ts'
import { masterHere } from './cluster-here.ts'

const fingerprint = 'f'.repeat(43)
const quiet = () => {}
const onLoopback = (port: number) => ({ interface: '127.0.0.1', bind: '0.0.0.0', port })

test('a master is found with name, address, port and fingerprint, and is gone when it ends', async () => {
  const multicast = onLoopback(53_531)
  const announced = announce({ port: 5000, fingerprint }, quiet, multicast)
  const found = await findMasters(quiet, { ...multicast, lookMs: 700 })
  expect(found).toEqual([
    { name: expect.stringMatching(/ 5000$/), host: expect.any(String), port: 5000, fingerprint },
  ])
  await announced.close()
  expect(await findMasters(quiet, { ...multicast, lookMs: 300 })).toEqual([])
})

test('what is announced holds no token, and what is not a fingerprint is no master', async () => {
  const multicast = onLoopback(53_532)
  const announced = announce({ port: 5000, fingerprint: 'none of ours' }, quiet, multicast)
  onTestFinished(() => announced.close())
  expect(await findMasters(quiet, { ...multicast, lookMs: 500 })).toEqual([])
})

test('a master that only this machine can reach is not announced', async () => {
  vi.stubEnv('NEATWORK_DISCOVERY', 'on')
  onTestFinished(() => void vi.unstubAllEnvs())
  const master = await masterHere({ discovery: true })
  expect(master.isAnnounced).toBe(false)
})

test('a machine in several networks speaks and listens in each of them', () => {
  const at = (address: string, internal = false) => ({ address, family: 'IPv4' as const, internal })
  const here = [at('127.0.0.1', true)]
  const ipv6 = { address: 'fe80::1', family: 'IPv6' as const, internal: false }
  expect(networks({ lo: here, eth0: [at('192.168.1.10'), ipv6] })).toEqual([])
  expect(networks({ lo: here, eth0: [ipv6, at('192.168.1.10')], wlan0: [at('10.0.0.7')] })).toEqual([
    { interface: '192.168.1.10', bind: '0.0.0.0' },
    { interface: '10.0.0.7', bind: '0.0.0.0' },
  ])
})
