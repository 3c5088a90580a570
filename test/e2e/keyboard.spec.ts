// Everything by keyboard alone: commands, panels, forms. What was asked for is read off the api behind the page.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { FakeApi } from '../renderer/fake-api.ts'
import { JOIN_LINKS, scenes } from '../renderer/scenes.ts'
import { connectBrowser } from './app-driver.ts'
import { SceneHost } from './scene-host.ts'
import { runCommand } from './shown-scenes.ts'

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
})
afterEach(() => page.close())

async function see(scene: string): Promise<FakeApi> {
  const state = (await states)[scene]
  if (state === undefined) throw new Error(`There is no scene called ${scene}.`)
  const api = host.show(scene, state)
  await page.goto(host.url)
  await page.getByRole('main').waitFor()
  return api
}

const asked = (api: FakeApi) => api.calls.map(({ name }) => name)
const tab = (name: string) => page.getByRole('tab', { name, exact: true })

/** Moves the focus on until it is on that element, as a person would. */
async function tabTo(testId: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))
    if (focused === testId) return
  }
  throw new Error(`${testId} is not reached by Tab.`)
}

describe('a run', () => {
  test('is paused by a key, by the palette, and never by a letter that somebody types', async () => {
    const api = await see('master-busy')
    await page.getByTestId('run-status').waitFor()
    await page.keyboard.press('p')
    await expect.poll(() => asked(api)).toContain('pauseRun')
    await runCommand(page, 'Stop')
    await expect.poll(() => asked(api)).toContain('stopRun')
    const pauses = asked(api).filter((name) => name === 'pauseRun').length
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByTestId('palette-input').waitFor()
    await page.keyboard.type('ppp')
    await page.keyboard.press('Escape')
    expect(asked(api).filter((name) => name === 'pauseRun')).toHaveLength(pauses)
  })

  test('has keys alone only for whoever wants them', async () => {
    const api = await see('master-busy')
    await page.getByTestId('run-status').waitFor()
    await page.keyboard.press('?')
    await page.getByRole('switch').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Escape')
    await page.getByTestId('shortcuts-sheet').waitFor({ state: 'detached' })
    await page.keyboard.press('p')
    await runCommand(page, 'Stop')
    await expect.poll(() => asked(api)).toContain('stopRun')
    expect(asked(api)).not.toContain('pauseRun')
  })
})

describe('panels', () => {
  test('are chosen, hidden, shown, maximised and moved, and stay where they were put', async () => {
    await see('master-busy')
    await tab('Fitness').waitFor()
    await page.keyboard.press('2')
    await expect.poll(() => tab('Complexity').getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('Delete')
    await tab('Complexity').waitFor({ state: 'detached' })

    await tab('Species').focus()
    await page.keyboard.press('m')
    await page.getByRole('button', { name: 'Back to its size' }).waitFor()
    await page.keyboard.press('m')

    const before = await tab('Log').boundingBox()
    await page.keyboard.press('4')
    await expect.poll(() => tab('Log').getAttribute('aria-selected')).toBe('true')
    await page.getByTestId('arrange-panel').nth(1).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Move to the left edge' }).waitFor()
    await page.keyboard.type('Move to the left edge')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await tab('Log').boundingBox())?.y).not.toBe(before?.y)

    await page.reload()
    await tab('Fitness').waitFor()
    expect(await tab('Complexity').count()).toBe(0)
    await runCommand(page, 'Back to the first arrangement')
    await tab('Complexity').waitFor()
  })

  test('share their room by arrow keys', async () => {
    await see('local-paused')
    await tab('Fitness').waitFor()
    const width = async () => (await page.locator('[data-tabset-id="top-left"]').boundingBox())?.width ?? 0
    const before = await width()
    await page.getByRole('separator', { name: 'Change the width' }).first().focus()
    for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowLeft')
    await expect.poll(width).toBeLessThan(before - 20)
  })
})

describe('a master', () => {
  test('is joined from the first screen with a typed link, slots and an idle rule', async () => {
    const api = await see('home')
    await tabTo('home-link')
    await page.keyboard.type(JOIN_LINKS[0] ?? '')
    await page.keyboard.press('Enter')
    await page.getByTestId('field-slots').waitFor()
    await tabTo('field-slots')
    await page.keyboard.type('3')
    await tabTo('field-only-when-idle')
    await page.keyboard.press('Space')
    await tabTo('field-rest-minutes')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('20')
    await page.keyboard.press('Enter')
    await expect.poll(() => asked(api)).toContain('joinAsWorker')
    const request = api.calls.find(({ name }) => name === 'joinAsWorker')?.request
    expect(request).toEqual({ link: JOIN_LINKS[0], slots: 3, name: null, onlyWhenIdle: 20 })
  })

  test('of before is joined again, a saved run opened and the demo begun, each by one key', async () => {
    const api = await see('home')
    await tabTo('known-master')
    await page.keyboard.press('Enter')
    await expect.poll(() => asked(api)).toContain('rejoinMaster')
    await page.getByTestId('recent-run').first().focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => asked(api)).toContain('openRun')
    await page.keyboard.press('d')
    await expect.poll(() => asked(api)).toContain('startRun')
  })

  test('whose QR code is a picture is found in it', async () => {
    await see('master-waiting')
    const code = await page.getByTestId('qr-code').screenshot()
    await see('master-busy')
    await page.getByText('Invite more workers').press('Enter')
    await page.getByTestId('show-qr').first().press('Enter')
    expect(await page.getByTestId('qr-code').screenshot()).not.toHaveLength(0)
    await page.keyboard.press('Escape')
    await page.getByTestId('qr-code').waitFor({ state: 'detached' })
    await see('home')
    await page.getByTestId('scan-qr').press('Enter')
    await page
      .getByTestId('qr-picture')
      .setInputFiles({ name: 'qr.png', mimeType: 'image/png', buffer: code })
    await expect.poll(() => page.getByTestId('link-input').inputValue()).toBe(JOIN_LINKS[0])
  })

  test('is left by its worker through the palette', async () => {
    const api = await see('worker-working')
    await page.getByTestId('worker-status').waitFor()
    await runCommand(page, 'Leave the master')
    await expect.poll(() => asked(api)).toContain('leaveAsWorker')
  })
})

describe('motion and colours', () => {
  const moving = (): Promise<number> =>
    page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)

  test('nothing moves by itself for whoever wants less motion, and something does otherwise', async () => {
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    await see('worker-working')
    await page.getByTestId('worker-status').waitFor()
    expect(await moving()).toBeGreaterThan(0)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    for (const scene of ['worker-working', 'master-busy', 'home']) {
      await see(scene)
      await expect.poll(moving).toBe(0)
      const durations = await page.evaluate(() => getComputedStyle(document.body).getPropertyValue('--quick'))
      expect(durations).toMatch(/^0m?s$/)
    }
  })

  test('follow the system until somebody chooses, and then the choice, also after a reload', async () => {
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    await page.emulateMedia({ colorScheme: 'light' })
    const api = await see('home')
    const light = await ground()
    await page.emulateMedia({ colorScheme: 'dark' })
    const dark = await ground()
    expect(dark).not.toBe(light)
    await runCommand(page, 'Light colours')
    expect(await ground()).toBe(light)
    await expect.poll(() => asked(api)).toContain('savePreference')
    await page.reload()
    await page.getByRole('main').waitFor()
    expect(await ground()).toBe(light)
  })
})
