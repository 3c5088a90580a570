// `npm --prefix bench/peers start [-- population …] [-- --json]`: the comparison of main.ts on this machine's Node and,
// where that is another, on the project's own, since engines differ in how fast they run a library. Figures of one
// line are always of one run. Older Nodes can't read TypeScript, so what runs is a bundle.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { argv, env, execPath, exit, stderr, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url))
const OWN_NODE = path('../../node_modules/node/bin/node')
const BUNDLE = path('node_modules/.cache/main.js')

/** Ends the program with the child's exit code where that is not 0. */
function run(node, args, options) {
  const done = spawnSync(node, args, { stdio: 'inherit', ...options })
  if (done.error) stderr.write(`${node}: ${done.error.message}\n`)
  if (done.status !== 0) exit(done.status ?? 1)
}

const ownNode = existsSync(OWN_NODE) ? OWN_NODE : execPath
run(ownNode, [path('bundle.mjs')], { cwd: path('../..') })
const versionOf = (node) => spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim()
// npm's own Node is the machine's; the project's stands before it on the path of every npm script.
const runtimes = new Map([env.npm_node_execpath ?? execPath, ownNode].map((node) => [versionOf(node), node]))
for (const [version, node] of runtimes) {
  if (!argv.includes('--json')) stdout.write(`Node ${version}\n`)
  run(node, [BUNDLE, ...argv.slice(2)])
  stdout.write('\n')
}
