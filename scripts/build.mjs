// Builds what `npx neatwork` and `npm start` need: dist/core (tsc) and dist/renderer (Vite).
import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'

const run = (command, args) => {
  const done = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (done.status !== 0) process.exit(done.status ?? 1)
}

run('tsc', ['-b', 'core', 'core/node'])
chmodSync('dist/core/node/cli/neatwork.js', 0o755)
run('vite', ['build', '--config', 'renderer/vite.config.ts', '--logLevel', 'warn'])
