// npm run screenshots: takes the pictures in docs/screens/ anew, from the app as it is, by the end-to-end specs.
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
// Runs as they are, and every screen in every state.
const specs = ['first-run', 'master-worker', 'every-screen'].map((name) => `test/e2e/${name}.spec.ts`)
const PICTURED =
  'in the browser .*(saved champion|first screen offers|the master shows the champion)|every screen'
const { status } = spawnSync(
  process.execPath,
  // Every picture waits until its screen has come to rest.
  [vitest, 'run', '--project', 'e2e', '--testTimeout', '240000', ...specs, '-t', PICTURED],
  {
    cwd: root,
    env: { ...process.env, NEATWORK_SCREENSHOTS: '1' },
    stdio: 'inherit',
  },
)
process.exit(status ?? 1)
