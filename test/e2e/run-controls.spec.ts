// Pause, step, go on and stop, as buttons on the screen. In both shells.
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type App, Apps, connectBrowser, SHELLS } from './app-driver.ts'
import { figure, resultText, startRun, untilStatus } from './screens.ts'

let browser: Browser

beforeAll(async () => {
  browser = await connectBrowser()
})
afterAll(() => browser.close())

describe.each(SHELLS)('in the %s', (shell) => {
  let app: App

  const apps = new Apps(shell)
  beforeEach(async () => {
    app = await apps.open(browser)
  })
  afterEach(() => apps.rest())
  afterAll(() => apps.close())

  const press = (name: 'pause' | 'resume' | 'step' | 'stop'): Promise<void> =>
    app.page.getByTestId(`${name}-run`).click()
  const generation = (): Promise<string> => figure(app.page, 'Generations')
  const untilGeneration = (count: number): Promise<void> =>
    app.page.locator('.figure dd', { hasText: new RegExp(`^${count} of `) }).waitFor()

  test('a run that waits goes one generation a step, then on to the end', async () => {
    await startRun(app.page, 'local', { seed: 1, paused: true })
    await untilStatus(app.page, 'paused')
    expect(await generation()).toMatch(/^0 of /)
    await press('step')
    await untilGeneration(1)
    await untilStatus(app.page, 'paused')
    await press('step')
    await untilGeneration(2)
    await press('resume')
    await untilStatus(app.page, 'ended')
    expect(await resultText(app.page)).toMatch(/^Solved/)
  })

  test('a run in progress pauses after its generation and stays there', async () => {
    // So large that it can't be over before the button is pressed.
    await startRun(app.page, 'local', { seed: 1, population: 6000, paused: true })
    await press('resume')
    await press('pause')
    await untilStatus(app.page, 'paused')
    const paused = await generation()
    await press('step')
    await untilGeneration(Number.parseInt(paused, 10) + 1)
    await untilStatus(app.page, 'paused')
  })

  test('a run in progress stops in the middle of a generation, and its result says so', async () => {
    await startRun(app.page, 'local', { seed: 1, population: 6000, paused: true })
    await press('resume')
    await press('stop')
    await untilStatus(app.page, 'ended')
    expect(await resultText(app.page)).toMatch(/^Stopped after \d+ generation/)
  })

  test('a run that has ended goes on with more generations', async () => {
    const { page } = app
    await startRun(page, 'local', { problem: 'parity-3', population: 20, generations: 2 })
    await untilStatus(page, 'ended')
    await page.getByTestId('extend-run').click()
    await page.getByTestId('field-more-generations').fill('none')
    expect(await page.getByTestId('extend-now').isDisabled()).toBe(true)
    await page.getByTestId('field-more-generations').fill('3')
    await page.getByTestId('extend-now').click()
    await untilGeneration(5)
    await untilStatus(page, 'ended')
  })
})
