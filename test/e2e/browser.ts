// Which Chromium the specs use and how it starts: NEATWORK_BROWSER, the one that `npm ci` brought, or the system's.
// Knows nothing of the app.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'

export interface BrowserChoice {
  /** For people: where it came from. */
  readonly name: string
  readonly executable: string
  readonly env: Readonly<Record<string, string>>
}

export interface RunningBrowser {
  readonly choice: BrowserChoice
  /** Address of its DevTools, to which any number of clients may connect. */
  readonly endpoint: string
  readonly version: string
  close(): Promise<void>
}

const root = resolve(import.meta.dirname, '../..')

/** The first browser there is, in the order that the opening comment gives. */
export function chooseBrowser(): BrowserChoice {
  const own = process.env['NEATWORK_BROWSER']
  if (own !== undefined && own !== '') {
    if (!existsSync(own))
      throw new Error(`NEATWORK_BROWSER names ${own}, which does not exist; correct or unset it.`)
    return { name: 'NEATWORK_BROWSER', executable: own, env: {} }
  }
  return packagedBrowser() ?? systemBrowser()
}

/** Chromium from @sparticuz/chromium, unpacked once below node_modules with the libraries that a bare machine lacks. */
function packagedBrowser(): BrowserChoice | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const require = createRequire(import.meta.url)
  const packageFolder = dirname(dirname(require.resolve('@sparticuz/chromium')))
  const { version } = require(join(packageFolder, 'package.json'))
  const folder = join(root, 'node_modules', '.cache', 'neatwork', `chromium-${version}`)
  if (!existsSync(folder)) unpack(packageFolder, folder)
  const fonts = join(folder, 'fonts.conf')
  // Anew wherever the project has been moved to: without its fonts this Chromium dies on the first text.
  if (!isText(fonts, fontsConfiguration(folder))) writeFileSync(fonts, fontsConfiguration(folder))
  return {
    name: `@sparticuz/chromium ${version}`,
    executable: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: fonts },
  }
}

function isText(file: string, text: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8') === text
}

const UNPACK = `
import { inflate } from '@sparticuz/chromium'
for (const archive of ['chromium.br', 'al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br'])
  await inflate(process.argv[1] + '/bin/' + archive)
`

/** The package unpacks to the temporary folder of its process only, so a process of its own gets one. */
function unpack(packageFolder: string, folder: string): void {
  mkdirSync(dirname(folder), { recursive: true })
  const temporary = mkdtempSync(`${folder}-`)
  const done = spawnSync(process.execPath, ['--input-type=module', '--eval', UNPACK, packageFolder], {
    cwd: root,
    env: { ...process.env, TMPDIR: temporary },
    encoding: 'utf8',
  })
  if (done.status !== 0) throw new Error(`The packaged Chromium could not be unpacked: ${done.stderr}`)
  try {
    renameSync(temporary, folder)
  } catch (error) {
    // Somebody else unpacked it in the meantime; theirs is as good.
    if (!existsSync(folder)) throw error
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** The package's own fonts alone: screenshots look the same on every machine. */
function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>
`
}

function systemBrowser(): BrowserChoice {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  for (const folder of (process.env['PATH'] ?? '').split(delimiter))
    for (const name of names)
      if (existsSync(join(folder, name)))
        return { name: `system ${name}`, executable: join(folder, name), env: {} }
  throw new Error('There is no Chromium for the specs: install one, or set NEATWORK_BROWSER to its path.')
}

const SWITCHES = [
  '--headless',
  '--remote-debugging-port=0',
  // Specs open the app's own pages only, often as root in a container, where Chromium's sandbox can't start.
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-backgrounding-occluded-windows',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--no-first-run',
  '--mute-audio',
  '--hide-scrollbars',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
]

/** Starts `choice` with a fresh profile and waits for its DevTools. */
export async function startBrowser(choice: BrowserChoice): Promise<RunningBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'neatwork-browser-'))
  const child = spawn(choice.executable, [...SWITCHES, `--user-data-dir=${profile}`, 'about:blank'], {
    env: { ...process.env, ...choice.env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exited = new Promise<void>((done) => child.once('exit', () => done()))
  const endpoint = await devToolsAddress(child, choice)
  return {
    choice,
    endpoint,
    version: await versionAt(endpoint),
    close: async () => {
      child.kill()
      await exited
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function devToolsAddress(child: ChildProcess, choice: BrowserChoice): Promise<string> {
  return new Promise((found, failed) => {
    let text = ''
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      const match = /DevTools listening on (ws:\S+)/.exec(text)
      if (match?.[1] !== undefined) found(match[1])
    })
    child.once('error', failed)
    child.once('exit', (code) => failed(new Error(`${choice.name} ended with ${code} at its start: ${text}`)))
  })
}

async function versionAt(endpoint: string): Promise<string> {
  const answer: unknown = await (await fetch(`http://${new URL(endpoint).host}/json/version`)).json()
  return typeof answer === 'object' && answer !== null && 'Browser' in answer
    ? String(answer.Browser)
    : 'unknown'
}
