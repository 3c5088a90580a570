// The documents inside the app: opened from the bar above every screen, served under the page's own policy, searched without
// a server.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, connectBrowser, openApp, SHELLS } from './app-driver.ts'
import { type MainFunction, openElectron } from './electron-app.ts'
import { environment } from './environment.ts'

let browser: Browser
let app: App | null = null

beforeAll(async () => {
  browser = await connectBrowser()
})
afterAll(async () => {
  await app?.close()
  await browser.close()
})

/** Complaints of the browser, which tells them of every violated policy. */
function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}

test.each(SHELLS)('%s: the help opens beside the page, and finds what one looks for', async (shell) => {
  app = await openApp(browser, shell)
  await app.page.getByTestId('open-help').waitFor()
  const address = await app.page.getByTestId('open-help').evaluate((link: HTMLAnchorElement) => link.href)
  const help = shell === 'electron' ? app.page : await app.page.context().newPage()
  const complaints = complaintsOf(help)
  await help.goto(address)
  await help.getByRole('searchbox').fill('heartbeat')
  const found = help.getByRole('listitem').filter({ hasText: 'When something goes wrong' }).first()
  await found.getByRole('link').first().press('Enter')
  await help.waitForURL(/help\/(?!index)/)
  await help.goto(new URL('concepts.html', address).href)
  const pictures = await help
    .locator('main img')
    .evaluateAll((all) => all.map((picture) => (picture as HTMLImageElement).naturalWidth > 0))
  expect(pictures.length).toBeGreaterThan(4)
  expect(pictures).not.toContain(false)
  expect(complaints).toEqual([])
  await app.close()
  app = null
})

/** Windows of the app that show the help. */
const helpWindows: MainFunction<null, readonly string[]> = ({ BrowserWindow }) =>
  BrowserWindow.getAllWindows()
    .map((window) => window.webContents.getURL())
    .filter((url) => url.includes('/help/'))

test('electron: the link opens the help in one window of its own, and the app stays where it is', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'neatwork-help-'))
  const { page, evaluateMain, quit } = await openElectron(environment(), browser, ['--profile', profile])
  const link = page.getByTestId('open-help')
  const home = page.url()
  await link.click()
  await expect.poll(() => evaluateMain(helpWindows, null)).toEqual(['app://neatwork/help/index.html'])
  await link.click()
  expect(await evaluateMain(helpWindows, null)).toHaveLength(1)
  expect(page.url()).toBe(home)
  expect(await quit()).toBe(0)
})
