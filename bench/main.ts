// `npm run bench [-- name [arguments]]`: one measurement by name, or all of them one after the other. It measures
// nothing itself.
import { argv, exit, stderr } from 'node:process'

interface Benchmark {
  run(args: readonly string[]): Promise<void>
}

/** Each a module beside this one. */
const NAMES = [
  'engine',
  'activate',
  'distributed',
  'cluster',
  'carriers',
  'problems',
  'python',
  'ui',
  'network',
  'history',
] as const

const [name, ...args] = argv.slice(2)
const chosen = name === undefined ? NAMES : NAMES.filter((known) => known === name)
if (chosen.length === 0) {
  stderr.write(`There is no benchmark "${name}". Choose one of: ${NAMES.join(', ')}\n`)
  exit(2)
}
for (const each of chosen) {
  const benchmark: Benchmark = await import(`./${each}.ts`)
  await benchmark.run(args)
}
