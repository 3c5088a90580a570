// The package as its users get it: packed, unpacked into an empty folder beside nothing but what it depends on, and used
// as a library, as a command and as types.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { execPath } from 'node:process'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'

const root = resolve(import.meta.dirname, '../..')
const lockSchema = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) })
let project = ''
/** Programs whose types have to be right, looked at all at once. */
const typed: string[] = []

beforeAll(() => {
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
const neatwork = (...args: string[]) => node('node_modules/neatwork/dist/program/start.js', ...args)

test('the example solves XOR', () => {
  cpSync(join(root, 'docs/examples/solve-xor.ts'), join(project, 'solve-xor.ts'))
  const { stdout, stderr, status } = node('solve-xor.ts')
  expect(stderr).toBe('')
  expect(status).toBe(0)
  expect(stdout.trim().split('\n').at(-1)).toMatch(/^true 3\.9\d+ (0\.9|1)/)
  typed.push('solve-xor.ts')
})

test('the distributed example of fifteen lines solves XOR with two workers', async () => {
  for (const name of ['xor.ts', 'lab-xor.ts']) {
    const text = readFileSync(join(root, 'docs/examples', name), 'utf8')
    expect(text.split('\n').length).toBeLessThanOrEqual(16)
    // On any free port, so that nobody else's master is in the way.
    const settings = "minWorkers: 2, host: '127.0.0.1', port: 0, discovery: false"
    writeFileSync(join(project, name), text.replace('minWorkers: 2', settings))
  }
  const master = start('lab-xor.ts')
  const link = await master.says(/neatwork:\/\/[^"]+/)
  const workers = [start('lab-xor.ts', link), start('lab-xor.ts', link)]
  await master.says(/^true \d+ 3\.9/m)
  for (const { ended } of [master, ...workers]) expect(await ended).toBe(0)
  cpSync(join(root, 'docs/examples'), join(project, 'examples'), { recursive: true })
  typed.push('examples/lab-xor.ts')
})

test('a problem made in the program has no workers, and one of a file no evaluation in it: both in a sentence', () => {
  writeFileSync(
    join(project, 'strange.mjs'),
    `import { findProblem, problemInFile, solve, startMaster } from 'neatwork'
const made = { ...findProblem('xor').problem, name: 'made-here' }
await startMaster(made, { port: 0 }).catch((error) => console.log(error.message))
await solve(await problemInFile('xor.ts')).catch((error) => console.log(error.message))
await problemInFile('no-such.js').catch((error) => console.log(error.message))
`,
  )
  const [made = '', inFile = '', missing = ''] = node('strange.mjs').stdout.trim().split('\n')
  expect(made).toContain('No worker could know "made-here"')
  expect(inFile).toContain('give solve an evaluator')
  expect(missing).toContain('There is no file')
})

const older = olderNode()
if (older === null) console.log('skipped: no Node from 20.19 to 21 is on the path, to try the package with')

test.skipIf(older === null)('Node 20 runs the package; what it cannot read it says in a sentence', () => {
  const on20 = (...args: string[]) => run(older ?? '', args, project)
  const cli = 'node_modules/neatwork/dist/program/neatwork.js'
  writeFileSync(
    join(project, 'solve.mjs'),
    `import { solve } from 'neatwork'
const { solved, populationHash } = await solve('xor', { seed: 1 })
console.log(solved, populationHash)
`,
  )
  const there = on20('solve.mjs')
  expect([there.stderr, there.stdout]).toEqual(['', node('solve.mjs').stdout])
  expect(on20(cli, 'run', '--problem', 'xor', '--json').stdout).toContain('"solved":true')
  cpSync(join(root, 'docs/examples/xor.ts'), join(project, 'xor-20.ts'))
  const typed = on20(cli, 'run', '--problem', './xor-20.ts')
  expect(typed.status).toBe(2)
  expect(typed.stderr).toMatch(
    /this Node \(20\.\d+\.\d+\) does not read TypeScript\. Use Node 22\.18 or newer/,
  )
})

/** A Node on the path of the oldest line that the package promises to work with. */
function olderNode(): string | null {
  const places = (process.env['PATH'] ?? '').split(delimiter).map((place) => join(place, 'node'))
  const isOld = (path: string) =>
    /^v20\.(19|[2-9]\d)\./.test(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? '')
  return places.find((path) => existsSync(path) && isOld(path)) ?? null
}

/** A program that goes on beside the test. */
function start(...args: string[]) {
  const child = spawn(execPath, args, {
    cwd: project,
    env: { ...process.env, NEATWORK_HOME: join(project, 'home') },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return {
    ended,
    async says(pattern: RegExp): Promise<string> {
      for (;;) {
        const found = pattern.exec(output)?.[0]
        if (found !== undefined) return found
        if (child.exitCode !== null) throw new Error(`it ended:\n${output}`)
        await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), ended])
      }
    },
  }
}

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
  typed.push('cluster.ts')
})

test('a problem written by init runs, and passes its test', () => {
  const written = neatwork('init', 'my-problem')
  expect(written.stderr).toBe('')
  expect(written.stdout).toContain('npx neatwork run --problem ./my-problem/my-problem.ts')
  const solved = neatwork('run', '--problem', './my-problem/my-problem.ts', '--seed', '1', '--json')
  expect(solved.stdout).toContain('"solved":true')
  const tested = run(execPath, ['--test'], join(project, 'my-problem'))
  expect(tested.stdout).toMatch(/fail 0/)
  expect(tested.status).toBe(0)
  typed.push('my-problem/my-problem.ts', 'my-problem/my-problem.test.ts')
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

test('the types of all these programs are right', () => {
  expect(typed).toHaveLength(5)
  expect(typeErrors(...typed)).toBe('')
})

function typeErrors(...files: string[]): string {
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node']
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  return node(compiler, ...options, '--allowImportingTsExtensions', '--skipLibCheck', ...files).stdout
}
