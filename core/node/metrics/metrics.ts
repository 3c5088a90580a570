// Metrics in Prometheus' text format: what each is called, and where its value comes from. docs/operations.md says what
// each means. A value that there is none of is left out; labels have the few values that their types allow.
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { WorkerConnection, WorkerView } from '../../api/views.ts'
import type { Tally } from '../../wire/tally.ts'
import type { Measured } from './measured.ts'

type Run = Extract<Measured, { kind: 'run' }>
type Worker = Extract<Measured, { kind: 'worker' }>
type Values = number | null | readonly (readonly [label: string, value: number])[]

interface Metric {
  readonly name: string
  readonly help: string
  readonly read: (measured: Measured) => Values
}

const WORKER_STATES: readonly WorkerView['state'][] = ['idle', 'working', 'paused', 'draining', 'set-aside']
const CONNECTIONS: readonly WorkerConnection['kind'][] = [
  ...(['connecting', 'retrying', 'idle', 'working', 'paused', 'draining', 'closed'] as const),
]

const ofRun = (read: (run: Run) => Values) => (measured: Measured) =>
  measured.kind === 'run' ? read(measured) : null
const ofWorker = (read: (status: Worker['status']) => Values) => (measured: Measured) =>
  measured.kind === 'worker' ? read(measured.status) : null
const counted = (name: keyof Tally) => ofRun(({ master }) => master?.work.tally[name] ?? null)

const presentWorkers = ({ master }: Run) => master?.workers().filter(({ state }) => state !== 'gone') ?? null
const sum = (workers: readonly WorkerView[] | null, of: (worker: WorkerView) => number) =>
  workers?.reduce((total, worker) => total + of(worker), 0) ?? null

const GAUGES: readonly Metric[] = [
  {
    name: 'neatwork_workers',
    help: "Workers that are in, by state; the master's own slots are not among them",
    read: ofRun((run) => {
      const remote = presentWorkers(run)?.filter(({ local }) => !local) ?? null
      return (
        remote && WORKER_STATES.map((state) => [state, remote.filter((one) => one.state === state).length])
      )
    }),
  },
  {
    name: 'neatwork_slots',
    help: 'Evaluations that can be made at a time, here and at workers',
    read: ofRun((run) => sum(presentWorkers(run), ({ slots }) => slots)),
  },
  {
    name: 'neatwork_slots_busy',
    help: 'Slots that have something to do',
    read: ofRun(({ master }) => master?.work.busySlots ?? null),
  },
  {
    name: 'neatwork_genomes_waiting',
    help: 'Genomes of the generation that are not evaluated yet',
    read: ofRun(({ master }) => master?.work.waiting ?? null),
  },
  {
    name: 'neatwork_genomes_per_second',
    help: 'Genomes evaluated in a second, of late',
    read: (measured) =>
      measured.kind === 'worker'
        ? measured.status.genomesPerSecond
        : ofRun((run) => sum(presentWorkers(run), ({ genomesPerSecond }) => genomesPerSecond))(measured),
  },
  {
    name: 'neatwork_generation',
    help: 'Last generation that is done',
    read: ofRun(({ latest }) => latest?.generation ?? null),
  },
  {
    name: 'neatwork_fitness_best',
    help: 'Best fitness so far',
    read: ofRun(({ latest }) => latest?.best ?? null),
  },
  {
    name: 'neatwork_fitness_mean',
    help: 'Mean fitness of the last generation',
    read: ofRun(({ latest }) => latest?.mean ?? null),
  },
  {
    name: 'neatwork_species',
    help: 'Species of the last generation',
    read: ofRun(({ latest }) => latest?.species.length ?? null),
  },
  {
    name: 'neatwork_worker_state',
    help: '1 for the state that this worker is in',
    read: ofWorker(({ connection }) => CONNECTIONS.map((kind) => [kind, Number(kind === connection.kind)])),
  },
  {
    name: 'neatwork_worker_slots',
    help: 'Evaluations that this worker makes at a time',
    read: ofWorker(({ slots }) => slots),
  },
]

const COUNTERS: readonly Metric[] = [
  {
    name: 'neatwork_genomes_evaluated_total',
    help: 'Genomes evaluated',
    read: (measured) => {
      if (measured.kind === 'worker') return measured.status.genomesEvaluated
      return ofRun(({ latest, master }) => master?.work.tally.genomes ?? latest?.evaluations ?? 0)(measured)
    },
  },
  {
    name: 'neatwork_genome_retries_total',
    help: 'Tries of a genome that were lost or failed',
    read: counted('retries'),
  },
  {
    name: 'neatwork_genomes_quarantined_total',
    help: 'Genomes that nobody could evaluate',
    read: counted('quarantined'),
  },
  {
    name: 'neatwork_results_verified_total',
    help: "Results compared with another worker's",
    read: counted('verified'),
  },
  {
    name: 'neatwork_results_differing_total',
    help: 'Comparisons that found a difference',
    read: counted('differing'),
  },
  {
    name: 'neatwork_results_ignored_total',
    help: 'Results that came late, twice or unasked',
    read: counted('ignored'),
  },
]

/** What one process measures; `measured` is asked anew for every answer. */
export function newMetrics(appVersion: string, measured: () => Measured): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry }) // processor, memory, the event loop's lag
  new Gauge({
    name: 'neatwork_info',
    help: 'Always 1; its label is the version',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version: appVersion }, 1)
  for (const metric of GAUGES) addGauge(registry, metric, measured)
  for (const metric of COUNTERS) addCounter(registry, metric, measured)
  return registry
}

function addGauge(registry: Registry, { name, help, read }: Metric, measured: () => Measured): void {
  const gauge: Gauge = new Gauge({
    name,
    help,
    labelNames: name === 'neatwork_workers' || name === 'neatwork_worker_state' ? ['state'] : [],
    registers: [registry],
    collect() {
      gauge.reset()
      const values = read(measured())
      if (values === null) gauge.remove({})
      else if (typeof values === 'number') gauge.set(values)
      else for (const [state, value] of values) gauge.set({ state }, value)
    },
  })
}

function addCounter(registry: Registry, { name, help, read }: Metric, measured: () => Measured): void {
  const counter: Counter = new Counter({
    name,
    help,
    registers: [registry],
    collect() {
      counter.reset()
      const value = read(measured())
      if (typeof value === 'number') counter.inc(value)
      else counter.remove({})
    },
  })
}
