// The files of a run folder by what they hold; docs/run-format.md describes each.

export const RUN_FORMAT_VERSION = 1

export const FILES = {
  config: 'config.json',
  history: 'history.ndjson',
  checkpoint: 'checkpoint.json',
  /** A younger one that is not on the disk itself yet. */
  latest: 'latest.json',
  champion: 'champion.json',
  /** Champions of the run and of its species as they followed each other, a line each. */
  champions: 'champions.ndjson',
  /** Who descends from whom, a line per generation. */
  ancestry: 'ancestry.ndjson',
  /** Results of the generation in progress. */
  progress: 'progress.ndjson',
  /** Runs without generations: in which order results came, a line per look. */
  order: 'order.ndjson',
  /** Islands: what came from others, a line per exchange. */
  exchanges: 'exchanges.ndjson',
  result: 'result.json',
  failures: 'failures.ndjson',
  cluster: 'cluster.json',
  /** On what the run was carried out, a line per start and per worker. */
  environment: 'environment.ndjson',
  /** SHA-256 of every file of a run that has ended. */
  checksums: 'checksums.sha256',
  notes: 'notes.json',
  /** What somebody calls the run and says about it. */
  label: 'label.json',
  /** The file that the run was imported from. */
  imported: 'imported.json',
  /** What happened besides generations, for people. */
  log: 'log.ndjson',
} as const

/** Folder with the text of somebody's own problem. */
export const PROBLEM_FOLDER = 'problem'
