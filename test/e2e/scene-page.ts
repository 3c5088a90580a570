// For every test of a file a new page, in which it looks at scenes; one browser and one host for all of them.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { FakeApi } from '../renderer/fake-api.ts'
import { scenes } from '../renderer/scenes.ts'
import { connectBrowser } from './app-driver.ts'
import { SceneHost } from './scene-host.ts'

export interface ScenePage {
  readonly page: Page
  /** Shows a scene of test/renderer/scenes.ts; returns what stands behind it. */
  see(scene: string): Promise<FakeApi>
}

/** To be called once at the top of a file. `first` runs in every page before anything else. */
export function scenePage(first?: () => void): ScenePage {
  let browser: Browser
  let host: SceneHost
  let page: Page
  const states = scenes()
  beforeAll(async () => {
    browser = await connectBrowser()
    host = await SceneHost.open()
  })
  afterAll(async () => {
    await host.close()
    await browser.close()
  })
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    if (first !== undefined) await page.addInitScript(first)
  })
  afterEach(() => page.close())
  return {
    get page() {
      return page
    },
    async see(scene) {
      const state = (await states)[scene]
      if (state === undefined) throw new Error(`There is no scene called ${scene}.`)
      const api = host.show(scene, state)
      await page.goto(host.url)
      await page.getByRole('main').waitFor()
      return api
    },
  }
}
