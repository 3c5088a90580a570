// npm start: the app in its window where Electron's binary and a display are, otherwise in the browser, after one line
// that says why. `--browser` wants the browser in any case; `--no-open` only prints the address of the page.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findElectron } from './electron-binary.mjs'

const root = resolve(import.meta.dirname, '..')

const program = join(root, 'dist/program/neatwork.js')
if (!existsSync(program)) {
  process.stderr.write('Nothing is installed or built in this folder yet: run `npm ci` first.\n')
  process.exit(1)
}

const args = process.argv.slice(2)
const wantsBrowser = args.includes('--browser') || args.includes('--no-open')
const electron = wantsBrowser ? null : electronOrReason()

if (electron?.path) await startWindow(electron.path)
else {
  if (electron !== null) process.stdout.write(`${electron.reason} Carrying on in the browser.\n`)
  follow(process.execPath, [program, 'app', ...browserArguments(args)])
}

/** @returns {import('./electron-binary.mjs').ElectronBinary} */
function electronOrReason() {
  const found = findElectron(root)
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (found.path === null || process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY) return found
  return { path: null, reason: 'Electron is here, but no display is; set DISPLAY to open its window.' }
}

async function startWindow(path) {
  const { buildElectron } = await import('./build-electron.mjs')
  await buildElectron()
  follow(path, [root, ...args])
}

/** The app's options as `neatwork app` knows them: a profile is where its runs and its certificate are. */
function browserArguments(given) {
  const result = []
  for (let i = 0; i < given.length; i++) {
    const attached = /^--profile=(.*)$/.exec(given[i])?.[1]
    if (given[i] === '--browser') continue
    const profile = attached ?? (given[i] === '--profile' ? given[i + 1] : undefined)
    if (profile === undefined) {
      result.push(given[i])
      continue
    }
    if (attached === undefined) i++
    process.env.NEATWORK_HOME = resolve(profile)
    result.push('--runs', join(profile, 'runs'))
  }
  return result
}

/** Runs to the end with the same terminal, the same signals and the same exit code. */
function follow(command, commandArgs) {
  const child = spawn(command, commandArgs, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => {
    process.stderr.write(`The app could not be started: ${error.message}\n`)
    process.exitCode = 1
  })
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)
  })
}
