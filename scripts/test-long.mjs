// npm run test:faults, test:broker, test:slurm, test:fuzz, test:durability, test:docs, test:screens: the long forms of tests whose short forms
// are part of npm test.
import { spawnSync } from 'node:child_process'
import { LONG_FORMS } from './long-forms.mjs'

const name = process.argv[2]
const { project, files } = LONG_FORMS[name]
const projects = [project].flat().flatMap((one) => ['--project', one])
const { status } = spawnSync('vitest', ['run', ...projects, ...files, ...process.argv.slice(3)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, [`NEATWORK_${name.toUpperCase()}`]: 'long' },
})
process.exit(status ?? 1)
