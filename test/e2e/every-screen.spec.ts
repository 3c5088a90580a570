// Every screen in both themes, wide and on a phone, loaded once: axe-core finds nothing serious, contrast included; nothing is cut off;
// and `npm run screenshots` takes their pictures on the way.
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { scenes } from '../renderer/scenes.ts'
import { connectBrowser } from './app-driver.ts'
import { arePicturesWanted, PICTURED_AT, PICTURES, takePicture } from './pictures.ts'
import { bringDesktop, type SceneDesktop } from './scene-desktop.ts'
import { type Place, SceneHost } from './scene-host.ts'
import { SHOWN_SCENES, type ShownScene } from './shown-scenes.ts'

const THEMES = ['light', 'dark'] as const
/** Rules of axe-core whose verdict depends on colours; what else they look at is the same in both themes. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']
/** All rules in the light theme; `npm run test:screens` has all of them in the dark one too. */
const RULES = { light: null, dark: process.env['NEATWORK_SCREENS'] === 'long' ? null : OF_COLOURS }
const WIDE = { width: 1280, height: 800 }
const SMALL = { width: 1024, height: 700 }
const PHONE = { width: 390, height: 844 }

let browser: Browser
let hosts: Readonly<Record<Place, SceneHost>>
/** In a browser, and in the desktop's window. */
let pages: Readonly<Record<'browser' | 'desktop', Page>>
/** The one that is looked at. */
let page: Page
let desktop: SceneDesktop = {}
const complaints: string[] = []
const states = scenes()

beforeAll(async () => {
  if (arePicturesWanted) vi.useFakeTimers({ toFake: ['Date'], now: PICTURED_AT })
  browser = await connectBrowser()
  hosts = { loopback: await SceneHost.open(), https: await SceneHost.open('https') }
  pages = { browser: await newPage(), desktop: await newPage() }
  await bringDesktop(pages.desktop, () => ({ api: hosts.loopback.api, desktop }))
})
afterAll(async () => {
  await Promise.all(Object.values(hosts).map((host) => host.close()))
  await browser.close()
  vi.useRealTimers()
})

describe('every screen', () => {
  test.each(SHOWN_SCENES)('$name', async (shown) => {
    await open(shown, WIDE)
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme })
      if (arePicturesWanted) await pictured(`${shown.name}-${colorScheme}`)
      expect(await seriousIssues(RULES[colorScheme])).toEqual([])
    }
    if (shown.act === undefined) {
      await page.setViewportSize(SMALL)
      await expect.poll(() => widthBeyond(), { message: 'cut off at 1024 px', timeout: 5000 }).toBe(0)
      await page.setViewportSize(PHONE)
      await expect.poll(() => widthBeyond(), { message: 'cut off at 390 px', timeout: 5000 }).toBe(0)
    }
    if (arePicturesWanted && (shown.act === undefined || shown.onPhone !== undefined)) {
      await open({ ...shown, act: shown.onPhone }, PHONE)
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme })
        await pictured(`${shown.name}-phone-${colorScheme}`)
      }
      expect(await widthBeyond(), 'cut off at 390 px').toBe(0)
    }
    // Whom nobody lets in is told so by the browser, too.
    const isCutOff = shown.as === 'stranger' || shown.name === 'run-connection-lost'
    expect(complaints.splice(0).filter((text) => !isCutOff || !text.includes('WebSocket'))).toEqual([])
  })
})

test('all that a run’s screen loads first are at most 450 kB, compressed', async () => {
  const page = await browser.newPage({ viewport: WIDE })
  const texts: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.ok() && /\.(?:js|css|html|svg)$|\/$/.test(new URL(response.url()).pathname))
      texts.push(response.text())
  })
  const host = hosts.loopback
  host.show('master-busy', (await states)['master-busy'] ?? unknownScene('master-busy'))
  await page.goto(host.url)
  await page.getByTestId('run-status').waitFor()
  await page.getByTestId('fitness-chart').waitFor()
  const bytes = (await Promise.all(texts)).reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0)
  await page.close()
  expect(texts.length).toBeGreaterThan(3)
  expect(bytes).toBeGreaterThan(100_000)
  expect(bytes).toBeLessThanOrEqual(450_000)
})

async function newPage(): Promise<Page> {
  // The certificate of a master is its own.
  const made = await browser.newPage({ reducedMotion: 'reduce', viewport: WIDE, ignoreHTTPSErrors: true })
  // Every scene begins as somebody sees it who arranged nothing.
  await made.addInitScript(() => location.protocol === 'about:' || localStorage.clear())
  if (arePicturesWanted) await made.clock.setFixedTime(PICTURED_AT)
  made.on('pageerror', (error) => complaints.push(String(error)))
  made.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  return made
}

async function open(shown: ShownScene, size: typeof WIDE): Promise<void> {
  const { scene, as, hash = '', act } = shown
  page = pages[shown.desktop === undefined ? 'browser' : 'desktop']
  desktop = shown.desktop ?? {}
  const host = hosts[as === 'audience over https' ? 'https' : 'loopback']
  if (as === 'stranger') await page.context().clearCookies()
  // Nothing of the scene before, such as an attempt to reach its host again.
  await page.goto('about:blank')
  if (!host.isThere) await host.comeBack()
  host.show(scene, (await states)[scene] ?? unknownScene(scene))
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(size)
  await page.mouse.move(0, 0)
  const url = as === undefined ? host.url : as === 'stranger' ? new URL(host.url).origin : host.audienceUrl
  // The link with the token leads to the page's own address, and takes what is behind it along.
  await page.goto(url + hash)
  // By its element: behind a dialog that is open already it has no role.
  await page.locator('main').waitFor()
  await act?.(page, host)
  await atRest()
}

function unknownScene(name: string): never {
  throw new Error(`There is no scene called ${name}.`)
}

/** Charts follow their data at their own pace: until nothing of the page has changed for ten pictures of its screen. */
async function atRest(): Promise<void> {
  await page.evaluate(async () => {
    let quiet = 0
    const changes = new MutationObserver(() => {
      quiet = 0
    })
    changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    while (quiet++ < 10) await new Promise(requestAnimationFrame)
    changes.disconnect()
  })
  if (arePicturesWanted) await page.waitForTimeout(1200) // for canvases, which nobody can watch
}

/** Canvases take the new colours with their next drawing. */
async function pictured(name: string): Promise<void> {
  await page.waitForTimeout(300)
  await takePicture(page, join(PICTURES, `${name}.webp`))
}

/** One line for each thing that axe-core calls serious or worse, by some of its rules or all. */
async function seriousIssues(rules: string[] | null): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate(
    (only) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        resultTypes: ['violations'],
        ...(only === null ? {} : { runOnly: { type: 'rule', values: only } }),
      }),
    rules,
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    )
}

function widthBeyond(): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth))
}
