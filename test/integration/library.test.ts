// The package as its users get it: packed, unpacked into an empty folder beside nothing but what it depends on, and used
// as a library, as a command and as types.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { execPath } from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { buildCli } from './neatwork-process.ts'

const root = resolve(import.meta.dirname, '../..')
const lockSchema = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) })
let project = ''

beforeAll(() => {
  buildCli()
  project = mkdtempSync(join(tmpdir(), 'neatwork-library-'))
  const packed = run('npm', ['pack', '--ignore-scripts', '--pack-destination', project], root)
  const tarball = join(project, packed.stdout.trim().split('\n').at(-1) ?? '')
  const modules = join(project, 'node_modules')
  mkdirSync(join(modules, 'neatwork'), { recursive: true })
  run('tar', ['xzf', tarball, '--strip-components=1', '-C', join(modules, 'neatwork')], project)
  linkDependencies(modules)
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
})
afterAll(() => rmSync(project, { recursive: true, force: true }))

/** What an install without development dependencies would bring, and the types of Node for the compiler. */
function linkDependencies(modules: string): void {
  const lock = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
  for (const [path, { dev = false }] of Object.entries(lock.packages)) {
    const isOuter = path.startsWith('node_modules/') && path.lastIndexOf('node_modules/') === 0
    if (!isOuter || dev) continue
    mkdirSync(join(project, dirname(path)), { recursive: true })
    symlinkSync(join(root, path), join(project, path))
  }
  mkdirSync(join(modules, '@types'), { recursive: true })
  symlinkSync(join(root, 'node_modules/@types/node'), join(modules, '@types/node'))
}

function run(command: string, args: readonly string[], cwd: string) {
  return spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NEATWORK_HOME: join(project, 'home') },
  })
}

const node = (...args: string[]) => run(execPath, args, project)
const neatwork = (...args: string[]) => node('node_modules/neatwork/dist/core/node/cli/neatwork.js', ...args)

test('the example solves XOR, and its types are right', () => {
  cpSync(join(root, 'docs/examples/solve-xor.ts'), join(project, 'solve-xor.ts'))
  const { stdout, stderr, status } = node('solve-xor.ts')
  expect(stderr).toBe('')
  expect(status).toBe(0)
  expect(stdout.trim().split('\n').at(-1)).toMatch(/^true 3\.9\d+ (0\.9|1)/)
  expect(typeErrors('solve-xor.ts')).toBe('')
})

test('a problem by its name, ended early, says how far it came', () => {
  writeFileSync(
    join(project, 'early.ts'),
    `import { Cancellation, solve } from 'neatwork'
const cancellation = new Cancellation()
const found = await solve('two-spirals', {
  seed: 3, signal: cancellation.signal, neat: { populationSize: 20 },
  onGeneration: ({ generation }) => { if (generation === 2) cancellation.abort() },
})
console.log(found.solved, found.generations, found.champion?.format)
await solve('two-spirls').catch((error) => console.log(error.message))
await solve('xor', { generations: 0 }).catch((error) => console.log(error.message))
`,
  )
  const lines = node('early.ts').stdout.trim().split('\n')
  expect(lines[0]).toBe('false 3 neatwork-genome')
  expect(lines[1]).toContain('There is no problem called "two-spirls". Did you mean "two-spirals"?')
  expect(lines[2]).toMatch(/^The settings are wrong: generations: /)
})

test('a master and a worker in programs of their own give the result of one process', () => {
  writeFileSync(
    join(project, 'cluster.ts'),
    `import { findProblem, solve, startMaster, startWorker } from 'neatwork'
const found = findProblem('parity-3')
if (!found.ok) throw new Error(found.message)
const master = await startMaster(found.problem, { host: '127.0.0.1', port: 0, discovery: false })
const worker = await startWorker(master.joinLinks[0] ?? '', { slots: 1 })
const settings = { seed: 5, generations: 4, neat: { populationSize: 40 } }
const together = await solve(found.problem, { ...settings, evaluator: master })
const alone = await solve(found.problem, settings)
console.log(together.populationHash === alone.populationHash, together.evaluations)
await master.close()
await worker.stop()
`,
  )
  const { stdout, stderr } = node('cluster.ts')
  expect(stderr).toBe('')
  expect(stdout.trim()).toBe('true 160')
  expect(typeErrors('cluster.ts')).toBe('')
})

test('a problem written by init runs, passes its test and has the right types', () => {
  const written = neatwork('init', 'my-problem')
  expect(written.stderr).toBe('')
  expect(written.stdout).toContain('npx neatwork run --problem ./my-problem/my-problem.ts')
  const solved = neatwork('run', '--problem', './my-problem/my-problem.ts', '--seed', '1', '--json')
  expect(solved.stdout).toContain('"solved":true')
  const tested = run(execPath, ['--test'], join(project, 'my-problem'))
  expect(tested.stdout).toMatch(/fail 0/)
  expect(tested.status).toBe(0)
  expect(typeErrors('my-problem/my-problem.ts', 'my-problem/my-problem.test.ts')).toBe('')
})

test('init writes nothing over what is there, and refuses names that are none', () => {
  neatwork('init', 'twice')
  const again = neatwork('init', 'twice')
  expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('exists already')])
  const bad = neatwork('init', '../Twice')
  expect([bad.status, bad.stderr]).toEqual([2, expect.stringContaining('is no name for a problem')])
  const taken = neatwork('init', 'xor')
  expect([taken.status, taken.stderr]).toEqual([2, expect.stringContaining('brings along')])
})

function typeErrors(...files: string[]): string {
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node']
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  return node(compiler, ...options, '--allowImportingTsExtensions', '--skipLibCheck', ...files).stdout
}
