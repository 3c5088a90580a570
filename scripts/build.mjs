// Builds what `npx neatwork` and `npm start` need: types in dist/core, the program in dist/program and the page in dist/renderer.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const CLI = 'dist/program/neatwork.js'
const PAGE = 'dist/renderer/index.html'

// `npx neatwork` in this folder links the package into npm's cache, which runs the prepare script once more: what
// `npm ci` built is still good then.
if (process.env.npm_command === 'exec' && existsSync(CLI) && existsSync(PAGE)) process.exit(0)

/** Whoever builds: a test's NODE_ENV would put React's checks for developers into the page. */
const env = { ...process.env, NODE_ENV: 'production' }

const run = (command, args) => {
  const done = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32', env })
  if (done.status !== 0) process.exit(done.status ?? 1)
}

run('tsc', ['-b', 'core', 'core/node'])
run('vite', ['build', '--config', 'vite.program.config.ts', '--logLevel', 'warn'])
run('vite', ['build', '--config', 'renderer/vite.config.ts', '--logLevel', 'warn'])
