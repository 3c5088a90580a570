// Every screen in both themes, wide and on a phone: axe-core finds nothing serious, contrast included; nothing is cut off;
// and `npm run screenshots` takes their pictures on the way.
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scenes } from '../renderer/scenes.ts'
import { connectBrowser } from './app-driver.ts'
import { arePicturesWanted, PICTURES, takePicture } from './pictures.ts'
import { SceneHost } from './scene-host.ts'
import { SHOWN_SCENES, type ShownScene } from './shown-scenes.ts'

const THEMES = ['light', 'dark'] as const
const WIDE = { width: 1280, height: 800 }
const SMALL = { width: 1024, height: 700 }
const PHONE = { width: 390, height: 844 }

let browser: Browser
let host: SceneHost
const states = scenes()

beforeAll(async () => {
  browser = await connectBrowser()
  host = await SceneHost.open()
})
afterAll(async () => {
  await host.close()
  await browser.close()
})

describe.each(THEMES)('in the %s theme', (colorScheme) => {
  let page: Page
  const complaints: string[] = []
  beforeAll(async () => {
    page = await browser.newPage({ colorScheme, reducedMotion: 'reduce', viewport: WIDE })
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    await page.goto(host.url)
  })
  afterAll(async () => {
    await page.close()
    expect(complaints).toEqual([])
  })

  test.each(SHOWN_SCENES)('$name', async (shown) => {
    await open(page, shown, WIDE)
    if (arePicturesWanted) await takePicture(page, join(PICTURES, `${shown.name}-${colorScheme}.webp`))
    expect(await seriousIssues(page)).toEqual([])
    if (shown.act === undefined) {
      await page.setViewportSize(SMALL)
      await expect.poll(() => widthBeyond(page), { message: 'cut off at 1024 px', timeout: 5000 }).toBe(0)
      await page.setViewportSize(PHONE)
      await expect.poll(() => widthBeyond(page), { message: 'cut off at 390 px', timeout: 5000 }).toBe(0)
    }
    if (!arePicturesWanted || shown.act !== undefined) return
    await open(page, shown, PHONE)
    await takePicture(page, join(PICTURES, `${shown.name}-phone-${colorScheme}.webp`))
  })
})

test('all that a run’s screen loads first are at most 450 kB, compressed', async () => {
  const page = await browser.newPage({ viewport: WIDE })
  const texts: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.ok() && /\.(?:js|css|html|svg)$|\/$/.test(new URL(response.url()).pathname))
      texts.push(response.text())
  })
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

async function open(page: Page, { scene, hash = '', act }: ShownScene, size: typeof WIDE): Promise<void> {
  const state = (await states)[scene]
  host.show(scene, state ?? unknownScene(scene))
  await page.setViewportSize(size)
  await page.mouse.move(0, 0)
  await page.evaluate((to) => history.replaceState(null, '', location.pathname + to), hash)
  await page.reload()
  await page.getByRole('main').waitFor()
  await act?.(page)
  await atRest(page)
}

function unknownScene(name: string): never {
  throw new Error(`There is no scene called ${name}.`)
}

/** Charts follow their data at their own pace. */
async function atRest(page: Page): Promise<void> {
  await page.waitForTimeout(arePicturesWanted ? 1200 : 150)
}

/** One line for each thing that axe-core calls serious or worse. */
async function seriousIssues(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] }),
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    )
}

function widthBeyond(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth))
}
