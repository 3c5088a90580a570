// Takes pictures of every scene, for people to look at: node test/renderer/look.ts FOLDER [scene...]. Needs a built
// renderer (npm run build); serves it as the app does, with the same headers.
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { WebHost } from '../../core/node/web/web-host.ts'
import { chooseBrowser, startBrowser } from '../e2e/browser.ts'
import { sceneApi, scenes } from './scenes.ts'

const SIZES = { wide: [1280, 800], small: [1024, 700], phone: [390, 844] } as const
const pageFolder = resolve(import.meta.dirname, '../../dist/renderer')

const [folder = 'screens', ...wanted] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const running = await startBrowser(chooseBrowser())
const browser = await chromium.connectOverCDP(running.endpoint)
try {
  for (const [name, state] of Object.entries(await scenes())) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const host = await WebHost.listen({
      api: sceneApi(name, state),
      port: 0,
      pageFolder,
    })
    await lookAt(browser, name, host.url)
    await host.close()
  }
} finally {
  await browser.close()
  await running.close()
}

async function lookAt(inBrowser: Browser, name: string, url: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [size, [width, height]] of Object.entries(SIZES)) {
      const page = await inBrowser.newPage({
        viewport: { width, height },
        colorScheme,
        reducedMotion: 'reduce',
      })
      page.on('console', (message) => console.log(`${name} ${size}: ${message.type()}: ${message.text()}`))
      page.on('pageerror', (error) => console.log(`${name} ${size}: ${error.message}`))
      await page.goto(url)
      if (name.startsWith('history')) await page.getByTestId('open-history').click()
      await page.getByRole('main').waitFor()
      if (name.startsWith('watch-')) {
        await page.getByTestId('behaviour').waitFor()
      }
      if (size !== 'small') {
        // The window as high as its page: a full-page picture would change the window while it is taken.
        const whole = await page.evaluate(() => document.documentElement.scrollHeight)
        await page.setViewportSize({ width, height: Math.max(height, whole) })
      }
      await page.waitForTimeout(1300)
      await page.screenshot({
        path: join(folder, `${name}-${size}-${colorScheme}.png`),
        fullPage: size !== 'small',
      })
      await page.close()
    }
  }
}
