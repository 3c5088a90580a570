// What everything at a broker is called: streams, subjects, the bucket of presence, headers. Every run has its own part of
// all of them, so that two runs never meet.

/** Frames to workers, each gone once its worker has acknowledged it. */
export const WORK_STREAM = 'NEATWORK_WORK'
/** Frames from workers, kept until the generation that they belong to is over. */
export const RESULTS_STREAM = 'NEATWORK_RESULTS'
/** Genomes that were given up, with their reasons. */
export const DEAD_STREAM = 'NEATWORK_DEAD'
/** Who is there. */
export const PRESENCE_BUCKET = 'NEATWORK_PRESENCE'

export const WORK_SUBJECTS = 'neatwork.work.*.*'
export const RESULTS_SUBJECTS = 'neatwork.results.*.*.*'
export const DEAD_SUBJECTS = 'neatwork.dead.*'

/** Results outlast their generation at most; everything else a worker says is soon of no use. */
export type FromWorker = 'results' | 'control'

export const workSubject = (run: string, connection: string) => `neatwork.work.${run}.${connection}`
export const resultsSubject = (run: string, connection: string, kind: FromWorker) =>
  `neatwork.results.${run}.${connection}.${kind}`
/** Everything that the workers of a run say. */
export const runResults = (run: string) => `neatwork.results.${run}.*.*`
export const deadSubject = (run: string) => `neatwork.dead.${run}`

/** The connection that a frame came by. */
export function connectionIn(subject: string): string {
  return subject.split('.')[3] ?? ''
}

const MASTER = 'master'

export const masterKey = (run: string) => `${run}.${MASTER}`
export const workerKey = (run: string, connection: string) => `${run}.worker.${connection}`

/** The run whose master has this key, or null. */
export function runOfMasterKey(key: string): string | null {
  const [run, kind, more] = key.split('.')
  return kind === MASTER && more === undefined ? (run ?? null) : null
}

export const HEADERS = {
  /** Place of a frame among those of its connection and direction, from 0. */
  place: 'Neatwork-Place',
  /** The connection ends here. */
  close: 'Neatwork-Close',
  /** Where a worker connects from, as the broker sees it. */
  address: 'Neatwork-Address',
  /** Key of the worker whose results these are. */
  worker: 'Neatwork-Worker',
  /** Digest of the work that results are of. */
  workDigest: 'Neatwork-Work-Digest',
  genome: 'Neatwork-Genome',
  generation: 'Neatwork-Generation',
  cause: 'Neatwork-Cause',
  reason: 'Neatwork-Reason',
} as const
