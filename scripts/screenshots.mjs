// npm run screenshots: takes the pictures in docs/screens/ anew, from the app as it is, by the end-to-end specs.
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const specs = ['test/e2e/first-run.spec.ts', 'test/e2e/master-worker.spec.ts']
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'e2e', ...specs], {
  cwd: root,
  env: { ...process.env, NEATWORK_SCREENSHOTS: '1' },
  stdio: 'inherit',
})
process.exit(status ?? 1)
