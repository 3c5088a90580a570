// npm run test:faults, test:broker, test:slurm, test:fuzz, test:durability, test:docs, test:screens: the long forms of tests whose short forms are part of npm test.
import { spawnSync } from 'node:child_process'

const LONG = {
  faults: { project: 'faults', file: 'test/faults', env: { NEATWORK_FAULTS: 'long' } },
  durability: {
    project: 'faults',
    file: 'test/faults/durability.test.ts',
    env: { NEATWORK_DURABILITY: 'long' },
  },
  docs: { project: 'integration', file: 'test/integration/docs', env: { NEATWORK_DOCS: 'long' } },
  broker: {
    project: ['integration', 'faults'],
    file: ['test/integration/broker', 'test/faults/broker.test.ts'],
    env: { NEATWORK_BROKER: 'long' },
  },
  slurm: { project: 'integration', file: 'test/integration/slurm', env: { NEATWORK_SLURM: 'long' } },
  screens: { project: 'e2e', file: 'test/e2e/every-screen.spec.ts', env: { NEATWORK_SCREENS: 'long' } },
  fuzz: { project: 'unit', file: 'test/wire/fuzz.test.ts', env: { NEATWORK_FUZZ: 'long' } },
}

const { project, file, env } = LONG[process.argv[2]]
const projects = [project].flat().flatMap((name) => ['--project', name])
const { status } = spawnSync('vitest', ['run', ...projects, ...[file].flat(), ...process.argv.slice(3)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, ...env },
})
process.exit(status ?? 1)
