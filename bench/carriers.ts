// The two ways between master and workers side by side, in one run: by WebSocket to the master's port and over a NATS
// broker, all on loopback. Genomes per second of XOR, where messages count, and efficiency of evaluations that wait.
import { stdout } from 'node:process'
import { DEFAULT_CLUSTER } from '../core/node/cluster-settings.ts'
import { NatsProcess, natsServer } from '../test/integration/broker/nats-process.ts'
import { measure, PROCESSES } from './cluster/real-cluster.ts'
import { generationsPerSecond } from './distributed.ts'

const POPULATIONS = [150, 1000] as const
const SLOTS = [4, 16, 64, 256] as const

interface Carrier {
  readonly name: string
  /** '' for the master's port. */
  readonly broker: string
}

/** `--quick` measures fewer generations of XOR and fewer slots. */
export async function run(args: readonly string[]): Promise<void> {
  const isQuick = args.includes('--quick')
  if (natsServer === null) {
    stdout.write(
      'Carriers: nats-server is not installed (apt-get install nats-server), so there is nothing to compare.\n',
    )
    return
  }
  const server = await NatsProcess.begin()
  try {
    const carriers = [
      { name: 'WebSocket', broker: '' },
      { name: 'NATS', broker: server.url },
    ]
    await throughput(carriers, isQuick ? 250 : 1000)
    await efficiency(carriers, isQuick ? SLOTS.slice(0, 2) : SLOTS)
  } finally {
    await server.close()
  }
}

async function throughput(carriers: readonly Carrier[], generations: number): Promise<void> {
  stdout.write('XOR, a master and two worker processes of one slot each, genomes/s:\n')
  for (const population of POPULATIONS) {
    const setting = { name: '', population, generations, json: true }
    const rates = await each(carriers, async ({ broker }) => {
      const pace = await generationsPerSecond(broker === '' ? setting : { ...setting, broker })
      return pace * population
    })
    row(`population ${population}`, carriers, rates, (rate) => rate.toFixed(0))
  }
}

async function efficiency(carriers: readonly Carrier[], slots: readonly number[]): Promise<void> {
  const { verifyPercent } = DEFAULT_CLUSTER
  stdout.write(
    `\nEvaluations that wait 10 to 30 ms, population 1,000, ${verifyPercent} % verified: efficiency, and microseconds of the master's processor per genome:\n`,
  )
  for (const count of slots) {
    const workers = Array.from({ length: PROCESSES }, () => ({ slots: count / PROCESSES, slowness: 1 }))
    const measured = await each(carriers, ({ broker }) => measure(workers, count, verifyPercent, { broker }))
    const shown = measured.map(
      (one) => `${one.efficiency.toFixed(3)}  ${one.masterUs.toFixed(0).padStart(4)} µs`,
    )
    row(`${count} slots`, carriers, shown, (text) => text)
  }
}

/** One after the other: they would take each other's processor. */
async function each<Value>(
  carriers: readonly Carrier[],
  measureOne: (carrier: Carrier) => Promise<Value>,
): Promise<readonly Value[]> {
  const values: Value[] = []
  for (const carrier of carriers) values.push(await measureOne(carrier))
  return values
}

function row<Value>(
  name: string,
  carriers: readonly Carrier[],
  values: readonly Value[],
  format: (value: Value) => string,
): void {
  const cells = values.map((value, at) => `${carriers[at]?.name ?? ''} ${format(value).padStart(8)}`)
  stdout.write(`  ${name.padEnd(16)} ${cells.join('    ')}\n`)
}
