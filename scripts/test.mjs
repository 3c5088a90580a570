// npm test: types, lint and architecture, then every test there is, and at the end how many ran, in which browser, and
// whether Electron was real.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LONG_FORMS } from './long-forms.mjs'

const folder = mkdtempSync(join(tmpdir(), 'neatwork-test-'))
const report = join(folder, 'report.json')
const notHere = join(folder, 'not-here.json')
const environment = 'test/e2e/output/environment.json'
rmSync(environment, { force: true })

const run = (command, args, env = {}) =>
  spawnSync(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...env },
  }).status ?? 1

const failures = []
const step = (name, command, args, env) => {
  process.stdout.write(`\n== ${name}\n`)
  if (run(command, args, env) !== 0) failures.push(name)
}

step('types', 'tsc', ['-b'])
step('lint', 'biome', ['check', '--error-on-warnings', '.'])
step('build', process.execPath, ['scripts/build.mjs'])
step('build of the app', process.execPath, ['scripts/build-electron.mjs'])
step(
  'tests',
  'vitest',
  [
    ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    '--reporter=./scripts/not-here-reporter.mjs',
  ],
  { NEATWORK_BUILT: '1', NEATWORK_NOT_HERE: notHere },
)

const jsonOf = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)
const counted = jsonOf(report)
const reasons = jsonOf(notHere) ?? []
rmSync(folder, { force: true, recursive: true })
const where = jsonOf(environment)

process.stdout.write('\n== Summary\n')
process.stdout.write(`Node ${process.version} on ${process.platform}-${process.arch}\n`)
process.stdout.write(`Browser: ${where?.browser ?? 'none was started'}\n`)
process.stdout.write(`Electron: ${where?.electron ?? 'not reached'}\n`)
for (const [name, { left }] of Object.entries(LONG_FORMS))
  process.stdout.write(`Left to npm run test:${name}: ${left}\n`)
for (const reason of reasons) process.stdout.write(`Not here: ${reason}\n`)
for (const name of skippedTests(counted)) process.stdout.write(`Skipped: ${name}\n`)
if (failures.length > 0) process.stdout.write(`Failed: ${failures.join(', ')}\n`)
const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = counted ?? {}
const skipped = numPendingTests + numTodoTests
process.stdout.write(`${numPassedTests} passed, ${numFailedTests} failed, ${skipped} skipped\n`)
process.exit(failures.length > 0 || numPassedTests === 0 ? 1 : 0)

function skippedTests(results) {
  const tests = (results?.testResults ?? []).flatMap((file) => file.assertionResults ?? [])
  return tests
    .filter(({ status }) => status === 'pending' || status === 'skipped' || status === 'todo')
    .map(({ fullName }) => fullName)
}
