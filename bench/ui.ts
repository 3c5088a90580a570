// The screens under a run as large as one gets: 10,000 generations of 60 species, 256 workers with five updates a second
// each, in Chromium at 1280×800 with software rendering. First screen, frames, memory, load, a second page, a slow page,
// and what the event loop of the serving process waits.
// Arguments: --quick measures shorter.
import { existsSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { chooseBrowser, startBrowser } from '../test/e2e/browser.ts'
import { type Figure, figureLine, frameFigures } from './ui/figures.ts'
import { networkFigures } from './ui/network.ts'
import { PANELS } from './ui/open-panels.ts'
import {
  firstScreen,
  heapMegabytes,
  measureFrames,
  newProfile,
  type OpenPage,
  openPage,
  workedSeconds,
} from './ui/page.ts'
import { type ServerProcess, startServer } from './ui/server-process.ts'

const SIZE = [10_000, 60, 256] as const
/** Simulated time of the measurement of memory passes so many times as fast. */
const FAST = 10

export async function run(args: readonly string[]): Promise<void> {
  const isQuick = args.includes('--quick')
  if (!existsSync(fileURLToPath(new URL('../dist/renderer/index.html', import.meta.url)))) {
    throw new Error('There is no built page: run npm run build first.')
  }
  const running = await startBrowser(chooseBrowser())
  const browser = await chromium.connectOverCDP(running.endpoint)
  const server = await startServer(SIZE)
  stdout.write(
    `${SIZE[0]} generations, ${SIZE[1]} species, ${SIZE[2]} workers; ${running.version}, 1280×800, ${PANELS.length} panels open; ` +
      `load of the machine before ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors\n`,
  )
  try {
    await server.ask({ kind: 'speed', speed: 1 })
    const opened = await openPage(await newProfile(browser), server.url)
    tell(loadFigures(opened))
    await allPanelsAreSeen(opened)
    await live(opened, server, isQuick ? 5 : 30)
    await otherPages(opened, server)
    await slowPage(browser, server, isQuick ? 3 : 10)
    await memory(opened, server, isQuick ? 2 : 10)
    await opened.close()
    tell(await networkFigures(browser, isQuick ? 3 : 10))
  } finally {
    server.close()
    await browser.close()
    await running.close()
  }
}

function tell(figures: readonly Figure[]): void {
  for (const figure of figures) stdout.write(figureLine(figure))
}

function loadFigures({ firstScreenMs, loadedKilobytes }: OpenPage): readonly Figure[] {
  return [
    { what: 'First meaningful screen', value: firstScreenMs, unit: 'ms', atMost: 1200 },
    { what: 'First load, compressed', value: loadedKilobytes, unit: 'kB', atMost: 450 },
  ]
}

async function allPanelsAreSeen({ page }: OpenPage): Promise<void> {
  const seen = await page.locator('section.panel:visible').count()
  if (seen !== PANELS.length) throw new Error(`${seen} of ${PANELS.length} panels are seen`)
}

/** Frames of the page and delays of the process that serves it, while the run goes on. */
async function live(opened: OpenPage, server: ServerProcess, seconds: number): Promise<void> {
  const { page } = opened
  await page.waitForTimeout(3000)
  await server.ask({ kind: 'measured' })
  const workedBefore = await workedSeconds(opened)
  const frames = await measureFrames(page, seconds)
  const { delayMs } = await server.ask({ kind: 'measured' })
  const worked = (await workedSeconds(opened)) - workedBefore
  tell(frameFigures('While updating', frames))
  tell([
    {
      what: 'Event loop of the serving process, 99th percentile',
      value: delayMs.p99,
      unit: 'ms',
      atMost: 30,
    },
  ])
  const share = (100 * worked) / seconds
  stdout.write(
    `  worst delay ${delayMs.worst.toFixed(1)} ms; ${frames.length} frames; the page’s own thread worked ${share.toFixed(0)} % of the time\n`,
  )
}

/** A second page, and the first one loaded anew, show what the other shows. */
async function otherPages(first: OpenPage, server: ServerProcess): Promise<void> {
  await server.ask({ kind: 'speed', speed: 0 })
  await server.ask({ kind: 'measured' })
  // In the same profile, as a second window or tab is.
  const second = await openPage(first.context, server.url)
  const secondMs = await sameAfter(first, second)
  await first.page.reload()
  await firstScreen(first.page)
  const reloadedMs = await sameAfter(second, first)
  const { delayMs } = await server.ask({ kind: 'speed', speed: 1 })
  await second.close()
  tell([
    { what: 'A second page shows the same after', value: secondMs, unit: 'ms', atMost: 1000 },
    { what: 'A page that is loaded anew shows the same after', value: reloadedMs, unit: 'ms', atMost: 1000 },
    {
      what: 'Event loop while whole states are sent, 99th percentile',
      value: delayMs.p99,
      unit: 'ms',
      atMost: 30,
    },
  ])
}

/** Time since the navigation of `page` when its figures and workers became those of `other`. */
async function sameAfter(other: OpenPage, { page }: OpenPage): Promise<number> {
  const wanted = await other.page.evaluate(shownInPage)
  const handle = await page.waitForFunction(
    (text) => {
      const shown = document.querySelector('.figures')?.textContent ?? ''
      return shown === text ? performance.now() : false
    },
    wanted,
    { timeout: 10_000 },
  )
  return Number(await handle.jsonValue())
}

function shownInPage(): string {
  return document.querySelector('.figures')?.textContent ?? ''
}

/** A page that hardly gets to run: the run must not notice. */
async function slowPage(browser: Browser, server: ServerProcess, seconds: number): Promise<void> {
  const slow = await openPage(await newProfile(browser), server.url)
  await slow.devTools.send('Emulation.setCPUThrottlingRate', { rate: 50 })
  const before = await server.ask({ kind: 'measured' })
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  const after = await server.ask({ kind: 'measured' })
  await slow.close()
  const asked = 5 * seconds
  const done = after.generation - before.generation
  const grown = after.residentMegabytes - before.residentMegabytes
  tell([
    { what: 'Beside a slow page: generations late', value: Math.max(0, asked - done), unit: '', atMost: 2 },
    { what: 'Beside a slow page: memory of the process grown', value: grown, unit: 'MB', atMost: 50 },
    {
      what: 'Beside a slow page: event loop, 99th percentile',
      value: after.delayMs.p99,
      unit: 'ms',
      atMost: 30,
    },
  ])
}

/** Simulated time after which most of what is used often is compiled. */
const WARM_UP_MINUTES = 12

/**
 * Memory of the page over `minutes` of simulated time, once it is warm: the engine compiles what is used often, and holds
 * the machine code beside the page's own data.
 */
async function memory(opened: OpenPage, server: ServerProcess, minutes: number): Promise<void> {
  await passMinutes(opened, server, WARM_UP_MINUTES)
  const before = await heapMegabytes(opened)
  await passMinutes(opened, server, minutes)
  const after = await heapMegabytes(opened)
  const growth = 100 * (after / before - 1)
  tell([{ what: `Memory grown in ${minutes} simulated minutes`, value: growth, unit: '%', atMost: 5 }])
  stdout.write(`  from ${before.toFixed(1)} to ${after.toFixed(1)} MB of the page’s data and compiled code\n`)
}

/** The run stands still at the end: what is on its way through the page is no growth. */
async function passMinutes({ page }: OpenPage, server: ServerProcess, minutes: number): Promise<void> {
  await server.ask({ kind: 'speed', speed: FAST })
  await page.waitForTimeout((minutes * 60_000) / FAST)
  await server.ask({ kind: 'speed', speed: 0 })
  await page.waitForTimeout(REST_MS)
}

const REST_MS = 2000
