// npm run test:faults, test:fuzz, test:durability, test:docs: the long forms of tests whose short forms are part of npm test.
import { spawnSync } from 'node:child_process'

const LONG = {
  faults: { project: 'faults', file: 'test/faults', env: { NEATWORK_FAULTS: 'long' } },
  durability: {
    project: 'faults',
    file: 'test/faults/durability.test.ts',
    env: { NEATWORK_DURABILITY: 'long' },
  },
  docs: { project: 'integration', file: 'test/integration/docs', env: { NEATWORK_DOCS: 'long' } },
  fuzz: { project: 'unit', file: 'test/wire/fuzz.test.ts', env: { NEATWORK_FUZZ: 'long' } },
}

const { project, file, env } = LONG[process.argv[2]]
const { status } = spawnSync('vitest', ['run', '--project', project, file, ...process.argv.slice(3)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, ...env },
})
process.exit(status ?? 1)
