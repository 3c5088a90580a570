// What is measured of a page in Chromium: its first screen, its frames, its memory, what it loads.
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'

export interface OpenPage {
  readonly context: BrowserContext
  readonly page: Page
  readonly devTools: CDPSession
  /** From the navigation to the first picture with curves and workers on it. */
  readonly firstScreenMs: number
  /** Of all that was loaded for it, compressed. */
  readonly loadedKilobytes: number
  close(): Promise<void>
}

/** As in a window that is as large as the app's smallest common one. */
const VIEWPORT = { width: 1280, height: 800 }

/** A browser that has never seen the app. */
export function newProfile(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ viewport: VIEWPORT })
}

/** Opens `url` in a tab of its own and waits for the first meaningful screen. */
export async function openPage(context: BrowserContext, url: string): Promise<OpenPage> {
  const page = await context.newPage()
  await page.addInitScript(noteFirstScreen)
  const sizes: Promise<number>[] = []
  page.on('response', (response) => {
    sizes.push(
      response.body().then(
        (body) => gzipSync(body, { level: 9 }).length,
        () => 0, // what came without a body
      ),
    )
  })
  await page.goto(url)
  const firstScreenMs = await firstScreen(page)
  const loaded = await Promise.all(sizes)
  const devTools = await context.newCDPSession(page)
  return {
    context,
    page,
    devTools,
    firstScreenMs,
    loadedKilobytes: loaded.reduce((sum, bytes) => sum + bytes, 0) / 1000,
    close: () => page.close(),
  }
}

export async function firstScreen(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => window.firstScreenMs)
  return Number(await handle.jsonValue())
}

declare global {
  interface Window {
    /** Since the navigation began. */
    firstScreenMs?: number
    frameMs?: number[]
  }
}

/** Runs in the page: the time when the run's state and a curve were drawn. */
function noteFirstScreen(): void {
  const isDrawn = (): boolean =>
    document.querySelector('[data-testid="run-status"]') !== null &&
    document.querySelector('[data-testid="fitness-chart"] :is(svg path, canvas)') !== null
  const look = (): void => {
    if (!isDrawn()) requestAnimationFrame(look)
    // What is in the document now is on the screen with the next frame.
    else
      requestAnimationFrame(() => {
        window.firstScreenMs = performance.now()
      })
  }
  requestAnimationFrame(look)
}

/** Times between the frames of the next `seconds`. */
export async function measureFrames(page: Page, seconds: number): Promise<readonly number[]> {
  await page.evaluate(noteFrames)
  await page.waitForTimeout(seconds * 1000)
  return await page.evaluate(() => window.frameMs ?? [])
}

function noteFrames(): void {
  const frames: number[] = []
  window.frameMs = frames
  let last = performance.now()
  const note = (now: number): void => {
    frames.push(now - last)
    last = now
    requestAnimationFrame(note)
  }
  requestAnimationFrame((now) => {
    last = now
    requestAnimationFrame(note)
  })
}

/** Readings of a page's memory, and how far they are apart. */
const READINGS = 10
const BETWEEN_READINGS_MS = 500

/**
 * What the page's own data take once all garbage is gone, in MB: the least of several readings, as now and then one has
 * up to a megabyte more that is gone with the next.
 */
export async function heapMegabytes({ devTools, page }: OpenPage): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let reading = 0; reading < READINGS; reading++) {
    await page.waitForTimeout(BETWEEN_READINGS_MS)
    // What the first round lets go of keeps other things alive until the next.
    for (let round = 0; round < 3; round++) await devTools.send('HeapProfiler.collectGarbage')
    const { usedSize } = await devTools.send('Runtime.getHeapUsage')
    least = Math.min(least, usedSize / 2 ** 20)
  }
  return least
}

/** Processor time of the page's own thread since it began. */
export async function workedSeconds({ devTools }: OpenPage): Promise<number> {
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const { metrics } = await devTools.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
}
