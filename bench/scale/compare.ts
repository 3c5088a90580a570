// The simulation held against the world where both can be had: real processes with up to 256 waiting slots, then the same in
// simulated time with the master's cost per message as it was just measured.
import { stdout } from 'node:process'
import { measure, PROCESSES } from '../cluster/real-cluster.ts'
import { SimulatedCluster } from '../cluster/simulated-cluster.ts'
import { idealMs, uniform, WAITS, waitingGenomes } from '../cluster/waits.ts'

const SLOTS = [4, 16, 64, 256] as const
const POPULATION = 1000
const GENERATIONS = 8
/** One way on loopback, with an event loop at each end. */
const DELAY_MS = 0.5
const VERIFY_PERCENT = 2

export async function compare(): Promise<void> {
  for (const waits of ['uniform', 'log-normal']) {
    stdout.write(`Evaluations that wait, ${waits}, 20 ms in the mean, population ${POPULATION}:\n`)
    for (const slots of SLOTS) {
      const workers = Array.from({ length: PROCESSES }, () => ({ slots: slots / PROCESSES, slowness: 1 }))
      const real = await measure(workers, slots, VERIFY_PERCENT, { waits })
      const simulated = simulatedEfficiency(workers, slots, waits, real.masterUs / 1000)
      const differs = simulated / real.efficiency - 1
      stdout.write(
        `  ${String(slots).padStart(3)} slots: real ${real.efficiency.toFixed(3)}, simulated ${simulated.toFixed(3)} ` +
          `(${differs >= 0 ? '+' : ''}${(100 * differs).toFixed(1)} %), master ${real.masterUs.toFixed(0)} µs a genome\n`,
      )
    }
  }
}

function simulatedEfficiency(
  workers: readonly { readonly slots: number; readonly slowness: number }[],
  slots: number,
  waits: string,
  costMs: number,
): number {
  const ms = WAITS[waits] ?? uniform
  const cluster = new SimulatedCluster(workers, {
    ...{ delayMs: DELAY_MS, verifyPercent: VERIFY_PERCENT, waits: ms, resultsCostMs: costMs },
  })
  cluster.evaluate(waitingGenomes(POPULATION, 0))
  let [ideal, took] = [0, 0]
  for (let generation = 1; generation <= GENERATIONS; generation++) {
    const batch = waitingGenomes(POPULATION, 1000 + generation)
    ideal += idealMs(batch, slots, ms)
    took += cluster.evaluate(batch)
  }
  return ideal / took
}
