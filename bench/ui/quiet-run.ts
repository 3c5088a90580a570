// What screens are told of a run in which nothing has happened but evolution.
import { NOTHING_TOLD } from '../../core/api/told.ts'
import type { RunView } from '../../core/api/views.ts'
import { NO_PROGRESS } from '../../core/run/run-clock.ts'

export const QUIET_RUN = {
  progress: NO_PROGRESS,
  options: {},
  workers: [],
  jobs: null,
  alarms: [],
  log: [],
  told: NOTHING_TOLD,
  notes: [],
  islands: null,
  islandLinks: [],
  joinLinks: [],
  folder: null,
} satisfies Partial<RunView>
