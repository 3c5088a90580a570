// Options of a problem: set in the form, changed while the run goes on. In both shells.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type App, connectBrowser, openApp, SHELLS } from './app-driver.ts'
import { fillForm, pictureOf, untilStatus } from './screens.ts'

let browser: Browser
let app: App | null = null

beforeAll(async () => {
  browser = await connectBrowser()
})
afterEach(async () => {
  await app?.close()
  app = null
})
afterAll(() => browser.close())

const optionAt = (page: Page, name: string) => page.locator(`[data-testid="option"][data-path="${name}"]`)

test.each(SHELLS)('%s: a track is chosen before the run and another while it goes on', async (shell) => {
  app = await openApp(browser, shell)
  const { page } = app
  await fillForm(page, 'local', { problem: 'car', seed: 1, population: 20, generations: 4, paused: true })
  const tracks = optionAt(page, 'tracks')
  await tracks.locator('input').fill('lots')
  expect(await tracks.locator('.error').textContent()).toBe('A whole number from 1 to 20, please.')
  expect(await page.getByTestId('start-run').isDisabled()).toBe(true)
  await tracks.locator('input').fill('1')
  await page.screenshot({ path: pictureOf(`options-form-${shell}`), animations: 'disabled' })
  await page.getByTestId('start-run').click()
  await untilStatus(page, 'paused')
  await page.getByTestId('run-options').locator('> summary').click()
  expect(await tracks.locator('input').inputValue()).toBe('1')
  await optionAt(page, 'track').locator('input').fill('width 8 at 0,0 1,1')
  await page.getByTestId('apply-options').click()
  expect(await page.getByTestId('command-error').textContent()).toContain('it needs at least three corners')
  await optionAt(page, 'track').locator('input').fill('width 8 at 0,0 90,0 90,50 0,50')
  await page.getByTestId('apply-options').click()
  await page.locator('[data-testid="apply-options"]:disabled').waitFor()
  await page.screenshot({ path: pictureOf(`options-run-${shell}`), animations: 'disabled' })
  await page.reload()
  await page.getByTestId('run-options').locator('> summary').click()
  expect(await optionAt(page, 'track').locator('input').inputValue()).toBe('width 8 at 0,0 90,0 90,50 0,50')
  await page.getByTestId('resume-run').click()
  await untilStatus(page, 'ended')
  expect(await page.getByTestId('run-options').count()).toBe(0)
})

test.each(SHELLS)('%s: a CSV file is chosen, refused where it is wrong, and learnt from', async (shell) => {
  app = await openApp(browser, shell)
  const { page } = app
  await fillForm(page, 'local', { problem: 'classification', seed: 1, population: 20, generations: 1 })
  const choose = (name: string, text: string) =>
    page
      .getByTestId('data-input')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') })
  await choose('bad.csv', 'height,leaves,kind\n1,many,tree\n2,3,herb\n')
  await page.getByText('line 2, column "leaves" holds "many", which is no finite number').waitFor()
  // More than a command without data would ever have.
  const rows = Array.from(
    { length: 8000 },
    (_, row) => `${row / 7},${(row * 7) % 5},${row < 6000 ? 'herb' : 'tree'}`,
  )
  await choose('plants.csv', ['height,leaves,kind', ...rows].join('\n'))
  await page.getByText('plants.csv: 8,000 examples.').waitFor()
  expect(await page.getByTestId('command-error').count()).toBe(0)
  expect(await page.getByTestId('data-target').inputValue()).toBe('kind')
  await page.screenshot({ path: pictureOf(`data-${shell}`), animations: 'disabled' })
  await page.getByTestId('start-run').click()
  await untilStatus(page, 'ended')
  await page.getByText('height', { exact: true }).first().waitFor()
})
