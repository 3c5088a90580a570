// Views of a run, a worker and the app that tests and scenes are made of: valid, and with nothing in them that isn't said.

import { QUIET_RUN } from '../../bench/ui/quiet-run.ts'
import { problemView } from '../../core/api/problem-view.ts'
import type { AppState, RunStatus, RunView, WorkerStatusView, WorkerView } from '../../core/api/views.ts'
import { xor } from '../../core/problems/xor.ts'

export function emptyRun(status: RunStatus): RunView {
  return {
    ...QUIET_RUN,
    role: 'local',
    problem: problemView(xor),
    goal: 'maximise',
    populationSize: 150,
    generations: 200,
    seed: 4,
    minWorkers: 0,
    status,
    history: [],
    champion: null,
  }
}

export const JOIN_LINKS = [
  'neatwork://join/192.168.1.10:5000?cert=Yw3k8mX1vPq0sT5uR7zA2bC4dE6fG8hI9jK0lM1nO2p&token=Jx3wYQ0fEJ2h7l1vPp0m9w',
  'neatwork://join/10.8.0.3:5000?cert=Yw3k8mX1vPq0sT5uR7zA2bC4dE6fG8hI9jK0lM1nO2p&token=Jx3wYQ0fEJ2h7l1vPp0m9w',
]

export function workerView(index: number, change: Partial<WorkerView> = {}): WorkerView {
  return {
    key: `worker-${index}`,
    label: `lab-pc-${index}`,
    address: `192.168.1.${20 + index}:4${7000 + index * 13}`,
    local: false,
    slots: 4 + (index % 5) * 2,
    state: index % 4 === 3 ? 'idle' : 'working',
    genomesEvaluated: 18_000 + index * 1371,
    genomesPerSecond: index % 4 === 3 ? 0 : 812.4 + index * 17,
    roundTripMs: 1.4 + index,
    appVersion: '0.1.0',
    runtime: 'V8 14.1, Node 24.21.0, linux 6.1 x64, Intel Core i7-9700',
    warning: null,
    ...change,
  }
}

export function stateOf(
  mode: AppState['mode'],
  suggestion: AppState['suggestion'] = { kind: 'none' },
): AppState {
  return { appVersion: '0.1.0', access: { acts: true, files: true }, suggestion, files: 'none', mode }
}

export function workerStatus(change: Partial<WorkerStatusView> = {}): WorkerStatusView {
  return {
    master: '192.168.1.10:5000',
    label: 'lab-pc-7',
    slots: 7,
    onlyWhenIdle: null,
    isHeld: false,
    connection: { kind: 'working', generation: 41, genomes: 38 },
    problem: 'xor',
    genomesEvaluated: 48_213,
    genomesPerSecond: 1904.2,
    long: [],
    warning: null,
    lastError: null,
    ...change,
  }
}
