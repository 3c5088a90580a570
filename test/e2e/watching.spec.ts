// The champion at work, as a person looks at it. In both shells.
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type App, connectBrowser, openApp, SHELLS } from './app-driver.ts'
import { startRun, untilStatus } from './screens.ts'

let browser: Browser

beforeAll(async () => {
  browser = await connectBrowser()
})
afterAll(() => browser.close())

describe.each(SHELLS)('in the %s', (shell) => {
  let app: App

  beforeEach(async () => {
    app = await openApp(browser, shell)
  })
  afterEach(async () => {
    expect(await app.close()).toBe(0)
  })

  test('the champion of XOR answers all four rows, each on the right side', async () => {
    await startRun(app.page, 'local', { seed: 1 })
    await untilStatus(app.page, 'ended')
    await app.page.getByTestId('show-at-work').click()
    const rows = await app.page.getByTestId('example-table').locator('tbody tr').allInnerTexts()
    const answers = rows.map((row) => row.split(/\s+/).map((word) => Number(word.replace(/[()]/g, ''))))
    expect(answers.map(([a, b, , wanted]) => [a, b, wanted])).toEqual([
      [0, 0, 0],
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 0],
    ])
    for (const [, , answer = Number.NaN, wanted] of answers) expect(Math.round(answer)).toBe(wanted)
  })

  test('the robot of the maze moves when it plays, by keyboard too', async () => {
    await startRun(app.page, 'local', { seed: 1, problem: 'deceptive-maze', paused: true })
    await untilStatus(app.page, 'paused')
    await app.page.getByTestId('step-run').click()
    await app.page.getByTestId('show-network').focus()
    await app.page.keyboard.press('ArrowRight')
    await app.page.keyboard.press('Enter')
    await app.page.getByTestId('stage').waitFor()
    const position = app.page.getByRole('slider', { name: 'Position in the episode' })
    await position.focus()
    await app.page.keyboard.press('End')
    const end = Number(await position.inputValue())
    expect(end).toBeGreaterThan(10)
    await app.page.keyboard.press('Home')
    expect(await position.inputValue()).toBe('0')
    const first = await app.page.getByTestId('stage').screenshot()
    await app.page.keyboard.press('End')
    expect(await app.page.getByTestId('stage').screenshot()).not.toEqual(first)
    await app.page.getByTestId('play-episode').click()
    await app.page.waitForFunction(() => {
      const input = document.querySelector<HTMLInputElement>('.timeline input')
      return input !== null && Number(input.value) > 0
    })
  })
})
