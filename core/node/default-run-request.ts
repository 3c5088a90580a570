// What the form of a new run starts with.
import type { RunRequest } from '../api/commands.ts'
import { DEFAULT_CLUSTER } from './cluster-settings.ts'
import { defaultSlots } from './slots.ts'

export function defaultRunRequest(): RunRequest {
  return {
    role: 'local',
    problem: 'xor',
    populationSize: 150,
    generations: 200,
    seed: 1,
    minWorkers: DEFAULT_CLUSTER.minWorkers,
    localSlots: defaultSlots(),
    host: DEFAULT_CLUSTER.host,
    port: DEFAULT_CLUSTER.port,
    settings: {},
    startPaused: false,
  }
}
