// The form behind "All settings": every setting of the engine, changed, refused, saved and read again.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type App, Apps, connectBrowser, SHELLS } from './app-driver.ts'
import { fillForm, pictureOf, resultText, untilStatus } from './screens.ts'

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

const settingAt = (page: Page, path: string) => page.locator(`[data-testid="setting"][data-path="${path}"]`)

async function openSettings(page: Page): Promise<void> {
  await page.getByTestId('all-settings').locator('> summary').click()
}

async function find(page: Page, words: string): Promise<void> {
  await page.getByTestId('settings-search').fill(words)
}

test.each(SHELLS)(
  '%s: a setting is found, changed, refused while it is wrong, and decides the run',
  async (shell) => {
    app = await apps[shell].open(browser)
    const { page } = app
    await fillForm(page, 'local', { seed: 3, generations: 1, population: 20 })
    await openSettings(page)
    await find(page, 'weights power')
    const power = settingAt(page, 'neat.weights.power')
    await power.locator('input').fill('lots')
    expect(await power.locator('.error').textContent()).toContain('A number from 0 to')
    expect(await page.getByTestId('start-run').isDisabled()).toBe(true)
    await power.getByTestId('setting-reset').click()
    expect(await power.locator('input').inputValue()).toBe('1.5')
    await find(page, 'initial connections')
    await settingAt(page, 'neat.network.initialConnections').locator('select').selectOption('none')
    await page.screenshot({ path: pictureOf(`all-settings-${shell}`), animations: 'disabled' })
    await page.getByTestId('start-run').click()
    await untilStatus(page, 'ended')
    expect(await resultText(page)).toContain('0 enabled connections')
  },
)

test.each(SHELLS)(
  '%s: settings are saved as a file and read again; a misspelt one names the nearest',
  async (shell) => {
    app = await apps[shell].open(browser)
    const { page, profile } = app
    await fillForm(page, 'local', { seed: 9 })
    await openSettings(page)
    await find(page, 'target species')
    await settingAt(page, 'neat.speciation.targetSpecies').locator('input').fill('6')
    const text = await exported(page)
    expect(text).toContain('"targetSpecies": 6')
    const file = join(profile, '..', 'settings.jsonc')
    writeFileSync(file, text.replace('"seed": 9', '"seed": 11'))
    await page.getByTestId('reset-settings').click()
    expect(await settingAt(page, 'neat.speciation.targetSpecies').locator('input').inputValue()).toBe('10')
    await page.getByTestId('settings-file').setInputFiles(file)
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[data-testid="field-seed"]')?.value === '11',
    )
    expect(await settingAt(page, 'neat.speciation.targetSpecies').locator('input').inputValue()).toBe('6')

    writeFileSync(file, '{ "problem": "xor", "neat": { "speciaton": {} } }')
    await page.getByTestId('settings-file').setInputFiles(file)
    const refused = page.getByTestId('command-error')
    expect(await refused.textContent()).toContain('the nearest is speciation')
    // The form is long, and the answer stands above it.
    await refused.evaluate(
      (notice) =>
        new Promise((seen) =>
          new IntersectionObserver(([entry]) => entry?.isIntersecting && seen(null)).observe(notice),
        ),
    )
    expect(readFileSync(file, 'utf8')).toContain('speciaton')
  },
)

test.each(SHELLS)('%s: a file with a substrate has the problem solved on it', async (shell) => {
  app = await apps[shell].open(browser)
  const { page, profile } = app
  await fillForm(page, 'local', {})
  await openSettings(page)
  const file = join(profile, '..', 'painted.jsonc')
  const substrate = readFileSync(join(import.meta.dirname, '../../docs/examples/xor-substrate.jsonc'), 'utf8')
  const settings = '"problem": "xor", "generations": 2, "neat": { "populationSize": 20 }'
  writeFileSync(file, `{ ${settings}, "substrate": ${substrate} }`)
  await page.getByTestId('settings-file').setInputFiles(file)
  await page.getByTestId('declared-substrate').waitFor()
  await page.getByTestId('start-run').click()
  await untilStatus(page, 'ended')
  expect(await page.getByText(/xor-on-substrate-[0-9a-f]{8}/).count()).toBeGreaterThan(0)
})

/** The text of the file that "Save as a file" hands out. */
async function exported(page: Page): Promise<string> {
  await page.evaluate(() => {
    const made = URL.createObjectURL
    URL.createObjectURL = (blob) => {
      if (blob instanceof Blob) void blob.text().then((text) => Object.assign(window, { exportedText: text }))
      return made(blob)
    }
  })
  await page.getByTestId('export-settings').click()
  const text = await page.waitForFunction(() => Reflect.get(window, 'exportedText') as string | undefined)
  return String(await text.jsonValue())
}
