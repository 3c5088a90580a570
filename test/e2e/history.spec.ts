// The saved runs: named, searched, compared, taken along, deleted and brought back, opened, and begun anew with other
// settings. In both shells, by hand and by keyboard.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AUDIENCE_ACCESS } from '../../core/api/access.ts'
import { stateOf } from '../renderer/made-up-views.ts'
import { SMALL_RUN, saveRun } from '../run/save-run.ts'
import { type App, Apps, connectBrowser, SHELLS } from './app-driver.ts'
import { keptFiles } from './kept-files.ts'
import { SceneHost } from './scene-host.ts'
import { untilStatus } from './screens.ts'

let browser: Browser

beforeAll(async () => {
  browser = await connectBrowser()
})
afterAll(() => browser.close())

describe.each(SHELLS)('in the %s', (shell) => {
  let app: App
  let page: Page

  const apps = new Apps(shell)
  beforeEach(async () => {
    app = await apps.open(browser)
    page = app.page
  })
  afterEach(() => apps.rest())
  afterAll(() => apps.close())

  const row = (seed: number) => page.locator(`[data-testid="saved-run"][data-name$="seed-${seed}"]`)
  const rows = () => page.getByTestId('saved-run')
  const menu = async (seed: number, item: string): Promise<void> => {
    await row(seed).getByTestId('run-menu').click()
    await page.getByTestId(item).click()
  }
  const runFolders = () => readdirSync(join(app.profile, 'runs')).filter((name) => !name.startsWith('.'))

  /** Ended runs of these seeds. */
  async function saveRuns(...seeds: readonly number[]): Promise<void> {
    for (const seed of seeds)
      await saveRun(join(app.profile, 'runs'), `2026-xor-seed-${seed}`, { ...SMALL_RUN, seed })
  }

  test('a run is named, found by its tag, and compared with another one', async () => {
    await saveRuns(1, 2)
    await page.getByTestId('open-history').click()
    await expect.poll(() => rows().count()).toBe(2)
    await row(1).locator('.thumbnail circle').first().waitFor()

    await menu(1, 'menu-label')
    await page.getByTestId('label-title').fill('Baseline')
    await page.getByTestId('label-tags').fill('lab, first')
    await page.getByTestId('label-text').fill('All as the preset has it.')
    await page.getByTestId('save-label').click()
    await row(1).getByText('Baseline').waitFor()
    const folder = runFolders().find((name) => name.endsWith('seed-1')) ?? ''
    expect(JSON.parse(readFileSync(join(app.profile, 'runs', folder, 'label.json'), 'utf8'))).toEqual({
      ...{ version: 1, title: 'Baseline', tags: ['lab', 'first'], text: 'All as the preset has it.' },
    })

    await page.getByTestId('search-runs').fill('first')
    await expect.poll(() => rows().count()).toBe(1)
    await page.getByTestId('search-runs').fill('')
    await page.getByTestId('filter-tag').selectOption('lab')
    await expect.poll(() => rows().count()).toBe(1)
    await page.getByTestId('filter-tag').selectOption('')

    await page.getByTestId('choose-all-runs').check()
    await page.getByTestId('compare-chosen').click()
    await page
      .locator('[data-testid="comparison-chart"] path.recharts-curve')
      .nth(1)
      .waitFor({ state: 'attached' })
    // Of two generations there is none between.
    const ticks = page.locator('[data-testid="comparison-chart"] .recharts-xAxis-tick-labels text')
    await expect.poll(() => ticks.allTextContents()).toEqual(['0', '1'])
    const settings = page.getByTestId('comparison-settings').getByRole('row')
    expect(await settings.allTextContents()).toEqual([expect.stringContaining('Baseline'), 'seed21'])
    await page.reload()
    await rows().first().waitFor()
  })

  test('a deleted run is in the bin, comes back by Undo, and from the bin', async () => {
    await saveRuns(1)
    await page.getByTestId('open-history').click()
    await menu(1, 'menu-delete')
    await page.getByTestId('confirm-delete').click()
    await page.getByTestId('history-empty').waitFor()
    expect(runFolders()).toEqual([])
    await page.getByTestId('undo-delete').click()
    await row(1).waitFor()
    expect(runFolders()).toHaveLength(1)

    // By keys alone: chosen, deleted, confirmed.
    await row(1).getByTestId('choose-run').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Delete')
    await page.getByTestId('confirm-delete').focus()
    await page.keyboard.press('Enter')
    await page.getByTestId('history-empty').waitFor()
    await page.getByTestId('open-bin').click()
    await page.getByTestId('restore-run').click()
    await page.getByTestId('deleted-run').waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await row(1).waitFor()
    expect(existsSync(join(app.profile, 'runs', runFolders()[0] ?? '', 'champion.json'))).toBe(true)
  })

  test('history, champion and settings are taken along, and the chart as a drawing', async () => {
    await saveRuns(1, 2)
    await page.getByTestId('open-history').click()
    const files = await keptFiles(page)
    const saved = async (item: string): Promise<string> => {
      await menu(1, item)
      return (await files()).text
    }
    expect((await saved('menu-table')).split('\n').map((line) => line.split(',')[0])).toEqual([
      ...['generation', '0', '1', ''],
    ])
    expect((await saved('menu-genomes')).split('\n').length).toBeGreaterThan(1)
    const champion = JSON.parse(await saved('menu-champion'))
    expect(champion.genome.format).toBe('neatwork-genome')
    expect(JSON.parse(await saved('menu-settings'))).toMatchObject({ problem: 'xor', seed: 1 })
    await page.getByTestId('choose-all-runs').check()
    await page.keyboard.press('c')
    await page
      .locator('[data-testid="comparison-chart"] path.recharts-curve')
      .nth(1)
      .waitFor({ state: 'attached' })
    const chart = page.getByRole('button', { name: /^Save Best fitness/ })
    for (const kind of ['svg', 'png', 'csv']) {
      await chart.click()
      await page.getByTestId(`export-${kind}` as 'export-svg').click()
      const { name, text } = await files()
      expect(name).toBe(`comparison.${kind}`)
      if (kind === 'svg') expect(text.match(/<path/g)?.length).toBeGreaterThan(1)
      else expect(text.length).toBeGreaterThan(40)
    }
  })

  test('a run is opened again, can’t be deleted meanwhile, and lends a new one its settings', async () => {
    await saveRuns(7)
    await page.keyboard.press('ControlOrMeta+Shift+h')
    await row(7).getByTestId('open-saved-run').click()
    await untilStatus(page, 'ended')
    await page.getByTestId('open-history').click()
    await row(7).getByText('Open now').waitFor()
    await row(7).getByTestId('run-menu').click()
    expect(await page.getByTestId('menu-delete').getAttribute('aria-disabled')).toBe('true')
    await page.getByTestId('menu-duplicate').click()
    await page.getByTestId('prefilled').waitFor()
    expect(await page.getByTestId('field-seed').inputValue()).toBe('7')
    expect(await page.getByTestId('field-population').inputValue()).toBe('10')
    await page.getByTestId('field-seed').fill('8')
    await page.getByTestId('start-run').click()
    await untilStatus(page, 'ended')
    expect(runFolders()).toHaveLength(2)
  })
})

test('an audience finds, compares and takes along, and is offered nothing that it may not', async () => {
  const host = await SceneHost.open()
  const page = await browser.newPage()
  host.show('history', { ...stateOf({ kind: 'home' }), access: AUDIENCE_ACCESS })
  await page.goto(host.url)
  await page.getByTestId('open-history').click()
  await page.getByTestId('run-menu').nth(1).click()
  const items = page.getByRole('menuitem')
  await items.first().waitFor()
  expect(await items.allTextContents()).toEqual([
    ...['Save its history (CSV)', 'Save its champion (JSON)', 'Save all its champions (JSON lines)'],
    'Save its settings (JSON)',
  ])
  await page.keyboard.press('Escape')
  for (const at of [1, 7]) await page.getByTestId('choose-run').nth(at).check()
  for (const owners of ['open-bin', 'open-saved-run', 'delete-chosen'] as const)
    expect(await page.getByTestId(owners).count()).toBe(0)
  await page.keyboard.press('Delete')
  expect(await page.getByTestId('confirm-delete').count()).toBe(0)
  await page.getByTestId('compare-chosen').click()
  await page.getByTestId('comparison-results').waitFor()
  await page.close()
  await host.close()
})
