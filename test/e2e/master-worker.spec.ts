// Two apps on one desktop: master in one, worker in the other by the pasted link. In both shells.
import { createServer } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type App, Apps, connectBrowser, openApp, SHELLS } from './app-driver.ts'
import { readDrawing } from './drawn-network.ts'
import { expectDrawn, expectXor, savedChampion } from './saved-run.ts'
import { fillForm, joinLink, keepPicture, resultText, startRun, untilStatus } from './screens.ts'

let browser: Browser

beforeAll(async () => {
  browser = await connectBrowser()
})
afterAll(() => browser.close())

describe.each(SHELLS)('in the %s', (shell) => {
  const apps = new Apps(shell)
  const openOne = (): Promise<App> => apps.open(browser)

  afterEach(() => apps.rest())
  afterAll(() => apps.close())

  test('a worker joins by the pasted link, evaluates, and the master shows the champion that was saved', async () => {
    const master = await openOne()
    await startRun(master.page, 'master', { seed: 7, port: 0, 'min-workers': 1, 'local-slots': 0 })
    await untilStatus(master.page, 'waiting')
    const link = await joinLink(master.page)

    const worker = await openOne()
    await worker.page.getByTestId('choose-worker').click()
    await join(worker.page, link, 'desk')
    await worker.page.getByTestId('worker-status').waitFor()

    await untilStatus(master.page, 'ended')
    expect(await resultText(master.page)).toMatch(/^Solved in generation \d+/)
    // The list of workers follows at a pace that people can read, a moment after the run has ended.
    const row = '[data-testid="worker-row"][data-worker-label="desk"]'
    await master.page.locator(`${row}:not([data-genomes="0"])`).waitFor()
    const drawing = await readDrawing(master.page)
    expectDrawn(drawing, savedChampion(master.profile))
    expectXor(drawing)
    await keepPicture(master.page, shell, 'master', 'worker-row')
    await keepPicture(worker.page, shell, 'worker', 'worker-status')
  })

  test('the copy button puts the join link on the clipboard', async () => {
    const master = await openApp(browser, shell, ['--master'])
    await startRunHere(master.page)
    const link = await joinLink(master.page)
    await master.page.getByTestId('copy-link').first().click()
    await master.page.getByText('Copied').first().waitFor()
    const worker = await openApp(browser, shell, ['--worker', link])
    expect(await worker.page.getByTestId('link-input').inputValue()).toBe(link)
    for (const app of [worker, master]) expect(await app.close()).toBe(0)
  })

  test.each([
    ['nonsense', /is not a join link.*neatwork:\/\/join\//],
    ['neatwork://join/127.0.0.1:5000?token=short', /token in the join link is incomplete/],
    ['neatwork://join/127.0.0.1:70000?token=aaaaaaaaaaaaaaaaaaaaaaaaaaa', /port 70000/],
  ])('the link "%s" is refused with what one looks like', async (link, sentence) => {
    const { page } = await openOne()
    await page.getByTestId('choose-worker').click()
    await join(page, link, 'desk')
    expect(await page.getByTestId('command-error').textContent()).toMatch(sentence)
  })

  test('a worker joins by address and the code that the master shows', async () => {
    const master = await openOne()
    await startRun(master.page, 'master', { port: 0, 'min-workers': 1, 'local-slots': 0 })
    // The invitation's; the cluster's panel has another for later workers.
    await master.page.getByTestId('show-code').first().click()
    const code = (await master.page.getByTestId('join-code').textContent()) ?? ''
    const [, port = ''] = /:(\d+)\?/.exec(await joinLink(master.page)) ?? []
    const worker = await openOne()
    await worker.page.getByTestId('choose-worker').click()
    await worker.page.getByTestId('link-input').fill(`127.0.0.1:${port}`)
    await worker.page.getByTestId('field-code').fill(code)
    await join(worker.page, `127.0.0.1:${port}`, 'desk')
    await untilStatus(master.page, 'ended')
  })

  test('a worker is sent away from the master’s screen, and is told so', async () => {
    const master = await openOne()
    await startRun(master.page, 'master', { port: 0, 'min-workers': 2, 'local-slots': 0 })
    const worker = await openOne()
    await worker.page.getByTestId('choose-worker').click()
    await join(worker.page, await joinLink(master.page), 'desk')
    await master.page.getByTestId('send-away').click()
    await master.page.getByTestId('remove-worker').click()
    await worker.page
      .getByTestId('worker-error')
      .getByText(/was removed by the people at the master/)
      .waitFor()
  })

  test('a wrong token is refused by the master, and the worker says so', async () => {
    const master = await openOne()
    await startRun(master.page, 'master', { port: 0, 'min-workers': 1, 'local-slots': 0 })
    const link = await joinLink(master.page)
    const worker = await openOne()
    await worker.page.getByTestId('choose-worker').click()
    await join(worker.page, link.replace(/token=.*/, `token=${'x'.repeat(27)}`), 'desk')
    expect(await worker.page.getByTestId('worker-error').textContent()).toMatch(/token|link/i)
    expect(await master.page.getByTestId('worker-row').count()).toBe(0)
  })

  test('a taken port is named, and the form stays for another try', async () => {
    const { port, close } = await takePort()
    const { page } = await openOne()
    await fillForm(page, 'master', { port, 'min-workers': 1, 'local-slots': 0 })
    await page.getByTestId('start-run').click()
    expect(await page.getByTestId('command-error').textContent()).toContain(String(port))
    await close()
    await page.getByTestId('start-run').click()
    await untilStatus(page, 'waiting')
  })
})

async function join(page: Page, link: string, name: string): Promise<void> {
  await page.getByTestId('link-input').fill(link)
  await page.getByTestId('field-slots').fill('1')
  await page.getByTestId('field-name').fill(name)
  await page.getByTestId('join-worker').click()
}

/** With `--master` the form is the first screen. */
async function startRunHere(page: Page): Promise<void> {
  await page.getByTestId('field-port').fill('0')
  await page.getByTestId('start-run').click()
  await untilStatus(page, 'waiting')
}

async function takePort(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '0.0.0.0', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The port has no number.')
  return { port: address.port, close: () => new Promise((closed) => server.close(() => closed())) }
}
