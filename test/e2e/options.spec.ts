// Options of a problem: set in the form, changed while the run goes on. In both shells.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type App, Apps, connectBrowser, SHELLS } from './app-driver.ts'
import { keptFiles } from './kept-files.ts'
import { fillForm, pictureOf, untilStatus } from './screens.ts'

let browser: Browser
let app: App
const apps = { browser: new Apps('browser'), electron: new Apps('electron') }

beforeAll(async () => {
  browser = await connectBrowser()
})
afterEach(() => Promise.all(Object.values(apps).map((used) => used.rest())))
afterAll(async () => {
  await Promise.all(Object.values(apps).map((used) => used.close()))
  await browser.close()
})

const optionAt = (page: Page, name: string) => page.locator(`[data-testid="option"][data-path="${name}"]`)

test.each(SHELLS)('%s: a track is chosen before the run and another while it goes on', async (shell) => {
  app = await apps[shell].open(browser)
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

// More rows than a command without data would ever have.
const rowsOf = (line: (row: number) => string) => Array.from({ length: 8000 }, (_, row) => line(row))
const LEARNT = {
  browser: {
    problem: 'classification',
    lines: [
      'height,leaves,kind',
      ...rowsOf((row) => `${row / 7},${(row * 7) % 5},${row < 6000 ? 'herb' : 'tree'}`),
    ],
    figure: 'class down, answer across; right',
    table: /^class,taken for herb,taken for tree\r\nherb,\d+,\d+\r\ntree,\d+,\d+\r\n$/,
    // A square for each class taken for each, and two names along either side.
    drawing: { boxes: 4, curves: 0, dots: 0 },
  },
  electron: {
    problem: 'regression',
    lines: ['height,kind', ...rowsOf((row) => `${row / 7},${Math.sin(row / 900)}`)],
    figure: 'upwards, predicted as a line',
    table: /^"?height, as given"?,kind,"?kind, predicted"?\r\n(-?[\d.e-]+,){2}/,
    // What is right as dots, what is predicted as a line through as many points.
    drawing: { boxes: 0, curves: 1, dots: 400 },
  },
} as const

test.each(SHELLS)(
  '%s: a CSV file is chosen, refused where it is wrong, learnt from, and shown',
  async (shell) => {
    app = await apps[shell].open(browser)
    const { page } = app
    const { problem, lines, figure, table, drawing } = LEARNT[shell]
    await fillForm(page, 'local', { problem, seed: 1, population: 20, generations: 1 })
    const choose = (name: string, text: string) =>
      page
        .getByTestId('data-input')
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') })
    await choose('bad.csv', 'height,leaves,kind\n1,many,tree\n2,3,herb\n')
    await page.getByText('line 2, column "leaves" holds "many", which is no finite number').waitFor()
    await choose('plants.csv', lines.join('\n'))
    await page.getByText('plants.csv: 8,000 examples.').waitFor()
    expect(await page.getByTestId('command-error').count()).toBe(0)
    expect(await page.getByTestId('data-target').inputValue()).toBe('kind')
    await page.screenshot({ path: pictureOf(`data-${shell}`), animations: 'disabled' })
    await page.getByTestId('start-run').click()
    await untilStatus(page, 'ended')
    await page.getByText('height', { exact: true }).first().waitFor()

    // The confusion matrix and the curve are on a canvas: what is drawn there is read off the drawing to be taken along.
    await page.getByText(figure, { exact: true }).waitFor()
    const files = await keptFiles(page)
    const saved = async (kind: 'csv' | 'svg'): Promise<string> => {
      await page.getByRole('button', { name: 'Save Behaviour' }).click()
      await page.getByTestId(`export-${kind}`).click()
      return (await files()).text
    }
    expect(await saved('csv')).toMatch(table)
    const svg = await saved('svg')
    const count = (pattern: RegExp) => svg.match(pattern)?.length ?? 0
    expect({
      boxes: count(/<path d="M[^"]+Z" fill="none"/g),
      curves: count(/<path d="M(?:[^"L]+L){399}[^"LZ]+" fill="none"/g),
      dots: count(/<circle /g),
    }).toEqual(drawing)
  },
)
