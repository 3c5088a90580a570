// What people do with workers besides joining them: letting them finish and leave, from either screen; and what they see
// when two workers disagree. In both shells.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { parseJoinLink } from '../../core/wire/join-link.ts'
import { workerHere } from '../integration/cluster-here.ts'
import { type App, Apps, connectBrowser, SHELLS } from './app-driver.ts'
import { LyingRunner } from './lying-runner.ts'
import { joinLink, startRun, untilStatus } from './screens.ts'

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

  /** A master that waits for one more worker than there will be, and a worker of another app. */
  async function masterAndWorker(): Promise<{ readonly master: Page; readonly worker: Page }> {
    const { page: master } = await openOne()
    await startRun(master, 'master', { port: 0, 'min-workers': 2, 'local-slots': 0 })
    const { page: worker } = await openOne()
    await worker.getByTestId('choose-worker').click()
    await worker.getByTestId('link-input').fill(await joinLink(master))
    await worker.getByTestId('field-slots').fill('1')
    await worker.getByTestId('join-worker').click()
    await master.getByTestId('worker-row').waitFor()
    return { master, worker }
  }

  test('a worker leaves in peace when the master’s screen asks it to', async () => {
    const { master, worker } = await masterAndWorker()
    await master.getByTestId('send-away').click()
    await master.getByTestId('drain-worker').click()
    await worker.getByText('the people at the master have asked it to').waitFor()
    expect(await worker.getByTestId('worker-status').getAttribute('data-connection')).toBe('closed')
    await master.locator('[data-testid="worker-row"][data-state="gone"]').waitFor()
  })

  test('a worker leaves in peace when its own screen asks it to', async () => {
    const { worker } = await masterAndWorker()
    await worker.getByTestId('drain-self').click()
    await worker.getByText('This worker has finished its work and left').waitFor()
    expect(await worker.getByTestId('drain-self').count()).toBe(0)
  })

  test('what a cluster does is on the screen: its timeline, its workers as cards, sorted and searched', async () => {
    const { page } = await openOne()
    const form = { problem: 'pendulum', population: 40, generations: 100_000, port: 0, 'min-workers': 1 }
    await startRun(page, 'master', { ...form, 'local-slots': 1 })
    const parsed = parseJoinLink(await joinLink(page))
    if (!parsed.ok) throw new Error(parsed.message)
    const worker = workerHere(parsed.link, { name: 'desk' })
    await page.locator('[data-testid="task-stream"]:not([data-tasks="0"])').waitFor()
    await page.getByTestId('as-cards').click()
    await page.getByTestId('worker-card').nth(1).waitFor()
    await page.getByTestId('as-table').click()
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
    const names = page.locator('[data-worker-label]')
    await expect.poll(() => names.first().getAttribute('data-worker-label')).toBe('desk')
    await page.getByTestId('stop-run').click()
    await untilStatus(page, 'ended')
    await worker.stop()
  })

  test('two workers that disagree are on the screen until somebody has seen it', async () => {
    const { page } = await openOne()
    await startRun(page, 'master', { port: 0, 'min-workers': 2, 'local-slots': 0 })
    const parsed = parseJoinLink(await joinLink(page))
    if (!parsed.ok) throw new Error(parsed.message)
    const workers = [
      workerHere(parsed.link, { name: 'honest' }),
      workerHere(parsed.link, { name: 'liar', runner: new LyingRunner() }),
    ]
    const alarms = page.getByTestId('alarms')
    await alarms.waitFor()
    const text = (await alarms.textContent()) ?? ''
    for (const word of ['disagree', 'Different results for genome', '"honest"', '"liar"', 'V8']) {
      expect(text).toContain(word)
    }
    await untilStatus(page, 'ended')
    await Promise.all(workers.map((worker) => worker.stop()))
    await page.getByTestId('dismiss-alarms').click()
    await alarms.waitFor({ state: 'detached' })
  })
})
