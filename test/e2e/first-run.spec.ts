// The first thing that a person does: open the app, choose "This machine only", see XOR being solved and the network
// that solved it. In both shells.
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type App, Apps, connectBrowser, SHELLS } from './app-driver.ts'
import { readDrawing } from './drawn-network.ts'
import { expectDrawn, expectXor, savedChampion } from './saved-run.ts'
import { figure, fillForm, keepPicture, resultText, startRun, untilStatus } from './screens.ts'

let browser: Browser

beforeAll(async () => {
  browser = await connectBrowser()
})
afterAll(() => browser.close())

describe.each(SHELLS)('in the %s', (shell) => {
  let app: App
  const complaints: string[] = []

  const apps = new Apps(shell)
  beforeAll(async () => {
    app = await apps.open(browser)
    await apps.rest()
    app.page.on('pageerror', (error) => complaints.push(String(error)))
    app.page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  })
  beforeEach(async () => {
    app = await apps.open(browser)
  })
  afterEach(async () => {
    await apps.rest()
    expect(complaints.splice(0)).toEqual([])
  })
  afterAll(() => apps.close())

  test('the first screen offers master, worker and this machine only', async () => {
    await app.page.getByRole('button', { name: /This machine only/ }).waitFor()
    await app.page.getByRole('button', { name: /^Master/ }).waitFor()
    await app.page.getByRole('button', { name: /^Worker/ }).waitFor()
    await keepPicture(app.page, shell, 'first-screen', 'choose-local')
  })

  test('this machine only solves XOR, and the drawn network is the saved champion and computes it', async () => {
    await startRun(app.page, 'local', { seed: 1 })
    await untilStatus(app.page, 'ended')
    expect(await resultText(app.page)).toMatch(/^Solved in generation \d+/)
    const drawing = await readDrawing(app.page)
    expectDrawn(drawing, savedChampion(app.profile))
    expectXor(drawing)
    await keepPicture(app.page, shell, 'solved', 'run-result')
  })

  test('a reload shows the same run', async () => {
    await startRun(app.page, 'local', { seed: 3 })
    await untilStatus(app.page, 'ended')
    const before = [
      await resultText(app.page),
      await figure(app.page, 'Evaluations'),
      await readDrawing(app.page),
    ]
    await app.page.reload()
    await untilStatus(app.page, 'ended')
    expect([
      await resultText(app.page),
      await figure(app.page, 'Evaluations'),
      await readDrawing(app.page),
    ]).toEqual(before)
  })

  test('the keyboard alone leads from the first screen to a solved run', async () => {
    await app.page.getByTestId('choose-local').waitFor()
    await tabTo(app, 'choose-local')
    await app.page.keyboard.press('Enter')
    await app.page.getByTestId('field-seed').waitFor()
    await tabTo(app, 'field-seed')
    await app.page.keyboard.press('ControlOrMeta+a')
    await app.page.keyboard.type('1')
    await tabTo(app, 'start-run')
    await app.page.keyboard.press('Enter')
    await untilStatus(app.page, 'ended')
    expect(await resultText(app.page)).toMatch(/^Solved/)
  })

  test('a number that can not be is marked with what is allowed, and the run can not be started', async () => {
    await fillForm(app.page, 'local', {})
    const start = app.page.getByTestId('start-run')
    for (const [field, wrong] of WRONG_NUMBERS) {
      const input = app.page.getByTestId(`field-${field}`)
      const right = await input.inputValue()
      await input.fill(wrong)
      expect(await input.getAttribute('aria-invalid'), field).toBe('true')
      const note = app.page.locator(`[id="${await input.getAttribute('aria-describedby')}"]`)
      expect(await note.textContent()).toMatch(/whole number from .+ to/)
      expect(await start.isDisabled()).toBe(true)
      await input.fill(right)
      expect(await start.isEnabled()).toBe(true)
    }
  })
})

const WRONG_NUMBERS = [
  ['population', '1'],
  ['population', '12.5'],
  ['seed', '-1'],
  ['generations', ''],
  ['local-slots', 'many'],
] as const

/** Presses Tab until the element has the focus; fails when a whole round doesn't reach it. */
async function tabTo(app: App, testId: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    const focused = await app.page.evaluate(() => document.activeElement?.getAttribute('data-testid'))
    if (focused === testId) return
    await app.page.keyboard.press('Tab')
  }
  throw new Error(`Forty times Tab did not reach ${testId}.`)
}
