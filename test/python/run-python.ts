// Which Pythons this machine has, and the Python package's own tests run by one of them.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { writeFixtures } from './fixtures.ts'

const ROOT = join(import.meta.dirname, '../..')
export const PACKAGE = join(ROOT, 'python')
const OLDEST = 9

export interface Python {
  readonly command: string
  readonly version: string
  readonly numpy: string | null
  readonly torch: string | null
}

const ABOUT = `
import sys, json
def version(name):
    try:
        return __import__(name).__version__
    except Exception:
        return None
print(json.dumps([sys.executable, list(sys.version_info[:3]), version("numpy"), version("torch")]))
`

/** Those of `NEATWORK_PYTHONS`, or the ones on the path; one of each version and set of libraries. */
export function findPythons(): readonly Python[] {
  const named = process.env['NEATWORK_PYTHONS']
  const versions = Array.from({ length: 7 }, (_, at) => `python3.${OLDEST + at}`)
  const commands = named?.split(delimiter) ?? ['python3', '/usr/bin/python3', ...versions, 'python']
  const found = new Map<string, Python>()
  for (const command of commands) {
    const python = about(command)
    if (python === null) continue
    const key = [python.version, python.numpy, python.torch].join(' ')
    if (!found.has(key)) found.set(key, python)
  }
  return [...found.values()]
}

function about(command: string): Python | null {
  const asked = spawnSync(command, ['-c', ABOUT], { encoding: 'utf8', timeout: 60_000 })
  if (asked.status !== 0) return null
  const [path, version, numpy, torch] = JSON.parse(asked.stdout) as [string, number[], string, string]
  const [major = 0, minor = 0] = version
  return major === 3 && minor >= OLDEST ? { command: path, version: version.join('.'), numpy, torch } : null
}

export function describePython({ command, version, numpy, torch }: Python): string {
  return `Python ${version}, numpy ${numpy ?? 'none'}, torch ${torch ?? 'none'} (${command})`
}

export interface Outcome {
  readonly ok: boolean
  readonly tests: number
  /** Why each skipped test was skipped. */
  readonly skipped: readonly string[]
  readonly output: string
}

/** The package's tests by one Python, measured by fixtures made for it. */
export async function runPythonTests(python: Python): Promise<Outcome> {
  const fixtures = mkdtempSync(join(tmpdir(), 'neatwork-python-'))
  try {
    writeFixtures(fixtures)
    const { code, output } = await run(python.command, fixtures)
    const tests = Number(/^Ran (\d+) tests?/m.exec(output)?.[1] ?? 0)
    const skipped = [...output.matchAll(/^(\w+) .*\.\.\. skipped (['"].*['"])$/gm)].map(
      ([, name, reason]) => `${name}: ${reason}`,
    )
    return { ok: code === 0 && tests > 0, tests, skipped, output }
  } finally {
    rmSync(fixtures, { recursive: true, force: true })
  }
}

function run(command: string, fixtures: string): Promise<{ code: number | null; output: string }> {
  const tests = join(ROOT, 'test/python')
  const env = {
    ...process.env,
    PYTHONPATH: PACKAGE,
    PYTHONDONTWRITEBYTECODE: '1',
    NEATWORK_FIXTURES: fixtures,
  }
  const child = spawn(command, ['-m', 'unittest', 'discover', '-v', '-s', tests, '-t', tests], { env })
  let output = ''
  child.stdout.on('data', (text) => (output += String(text)))
  child.stderr.on('data', (text) => (output += String(text)))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: null, output: String(error) }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** `npm run test:python`: every Python found, one after the other. */
async function main(): Promise<void> {
  const pythons = findPythons()
  if (pythons.length === 0) {
    console.log('No Python 3.9 or newer was found: the tests of the Python package are skipped.')
    return
  }
  for (const python of pythons) {
    const { ok, tests, skipped, output } = await runPythonTests(python)
    console.log(`${ok ? 'ok' : 'FAILED'}: ${tests} tests with ${describePython(python)}`)
    for (const line of skipped) console.log(`  skipped ${line}`)
    if (ok) continue
    console.log(output)
    process.exitCode = 1
  }
}

if (import.meta.main) await main()
