// Files dropped onto the window: settings fill the form, a genome is drawn, a run is imported; and who may not bring files
// has nothing of it.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeNeatworkFile } from '../../core/node/neatwork-file/write.ts'
import { RunFolder } from '../../core/node/run-folder/run-folder.ts'
import { SMALL_RUN, saveRun } from '../run/save-run.ts'
import { type App, connectBrowser, openApp } from './app-driver.ts'

let browser: Browser
beforeAll(async () => {
  browser = await connectBrowser()
})
afterAll(() => browser.close())

/** Drags a file over the window and, unless it is told otherwise, lets it go there; says whether the page would be left for it. */
async function drag(
  page: Page,
  name: string,
  bytes: Buffer,
  until: 'above' | 'dropped' = 'dropped',
): Promise<boolean> {
  return await page.evaluate(
    ({ name, content, until }) => {
      const transfer = new DataTransfer()
      const file = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))
      transfer.items.add(new File([file], name))
      const how = { dataTransfer: transfer, bubbles: true, cancelable: true }
      document.body.dispatchEvent(new DragEvent('dragenter', how))
      return until === 'dropped' && document.body.dispatchEvent(new DragEvent('drop', how))
    },
    { name, content: bytes.toString('base64'), until },
  )
}

const PICTURES = process.env['NEATWORK_PICTURES']
async function look(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.screenshot({ path: join(PICTURES, `${name}-${scheme}.png`) })
  }
}

async function makeRun(app: App): Promise<{ readonly file: Buffer; readonly champion: Buffer }> {
  const path = join(app.profile, 'elsewhere')
  await saveRun(path, 'theirs', { ...SMALL_RUN, seed: 77 })
  const run = await RunFolder.look(join(path, 'theirs'))
  const out = join(app.profile, 'theirs.neatwork')
  await writeNeatworkFile({ run, part: 'run', appVersion: '1', createdAt: '' }, out)
  return { file: readFileSync(out), champion: readFileSync(join(path, 'theirs', 'champion.json')) }
}

test('a run, a genome and settings are dropped onto the window of the app', async () => {
  const app = await openApp(browser, 'electron')
  const { page } = app
  await page.getByTestId('choose-local').waitFor()
  const { file, champion } = await makeRun(app)

  await drag(page, 'theirs.neatwork', file, 'above')
  await page.getByTestId('drop-zone').waitFor()
  await look(page, 'drop-zone')
  await drag(page, 'theirs.neatwork', file)
  await page.getByTestId('opened-run').waitFor()
  expect(await page.getByTestId('drop-zone').count()).toBe(0)
  expect(readdirSync(join(app.profile, 'runs'))).toEqual(['theirs'])
  await look(page, 'opened-run')
  await page.keyboard.press('Escape')

  await drag(page, 'champion.json', champion)
  const drawing = page.getByTestId('opened-genome').getByTestId('network-drawing')
  await drawing.waitFor()
  expect(await drawing.getAttribute('data-champion-hash')).toBe(JSON.parse(String(champion)).hash)
  await look(page, 'opened-genome')
  await page.keyboard.press('Escape')

  await drag(page, 'broken.neatwork', Buffer.from('hello'))
  await page.getByTestId('open-file-refused').getByText('broken.neatwork can').waitFor()
  await look(page, 'open-file-refused')
  await page.keyboard.press('Escape')

  await drag(page, 'mine.jsonc', Buffer.from('{ "problem": "xor", "seed": 4242, "generations": 7 }'))
  await page.getByTestId('prefilled').getByText('mine.jsonc').waitFor()
  expect(await page.getByTestId('field-seed').inputValue()).toBe('4242')

  // The imported run goes on as one's own, with its curves.
  await drag(page, 'theirs.neatwork', file)
  await page.getByTestId('open-opened').click()
  await page.getByTestId('run-status').waitFor()
  expect(await app.close()).toBe(0)
})

test('the command is there by keyboard for whoever may open files, and absent in a browser that may not', async () => {
  const app = await openApp(browser, 'browser')
  const { page } = app
  await page.getByTestId('choose-local').waitFor()
  const action = page.getByText('Open a file…')
  await page.keyboard.press('Control+k')
  await page.getByTestId('palette-input').fill('open a file')
  expect(await action.count()).toBe(0)
  await page.keyboard.press('Escape')
  await drag(page, 'x.json', Buffer.from('{}'), 'above')
  expect(await page.getByTestId('drop-zone').count()).toBe(0)
  expect(await drag(page, 'x.json', Buffer.from('{}'))).toBe(false)
  expect(await app.close()).toBe(0)

  const desktop = await openApp(browser, 'electron')
  await desktop.page.getByTestId('choose-local').waitFor()
  const chooser = desktop.page.waitForEvent('filechooser')
  await desktop.page.keyboard.press('Control+o')
  await (await chooser).setFiles(
    resolve(import.meta.dirname, '../integration/past-runs/sealed/champion.json'),
  )
  await desktop.page.getByTestId('opened-genome').waitFor()
  expect(await desktop.close()).toBe(0)
})
