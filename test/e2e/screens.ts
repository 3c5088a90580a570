// What a person does on the screens, by what a person sees. Specs read like a visit.
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import type { Shell } from './app-driver.ts'
import { arePicturesWanted, PICTURES, takePicture } from './pictures.ts'

const root = resolve(import.meta.dirname, '../..')

export interface RunForm {
  readonly problem?: string
  readonly population?: number | string
  readonly generations?: number
  readonly seed?: number
  readonly 'min-workers'?: number
  readonly 'local-slots'?: number
  readonly port?: number
  /** Waits on the run's screen for the first step. */
  readonly paused?: boolean
}

/** From the first screen to a filled form. */
export async function fillForm(page: Page, role: 'local' | 'master', form: RunForm): Promise<void> {
  await page.getByTestId(`choose-${role}`).click()
  const { paused = false, problem, ...fields } = form
  if (problem !== undefined)
    await page.locator(`[data-testid="problem-card"][data-problem="${problem}"]`).check({ force: true })
  for (const [name, value] of Object.entries(fields))
    await page.getByTestId(`field-${name}`).fill(String(value))
  if (paused) await page.getByTestId('field-start-paused').check()
}

export async function startRun(page: Page, role: 'local' | 'master', form: RunForm): Promise<void> {
  await fillForm(page, role, form)
  await page.getByTestId('start-run').click()
  await page.getByTestId('run-status').waitFor()
}

/** The first join link that a master shows. */
export async function joinLink(page: Page): Promise<string> {
  return (await page.getByTestId('join-link').first().textContent()) ?? ''
}

/** Waits until the run's status is the one given. */
export async function untilStatus(page: Page, status: string): Promise<void> {
  await page.locator(`[data-testid="run-status"][data-status="${status}"]`).waitFor()
}

/** What the screen says once the run has ended. */
export async function resultText(page: Page): Promise<string> {
  return (await page.getByTestId('run-result').textContent()) ?? ''
}

/** Number of the figure with this label, as the screen shows it. */
export async function figure(page: Page, label: string): Promise<string> {
  const shown = page.locator('.figure', { has: page.getByText(label, { exact: true }) }).locator('dd')
  return (await shown.textContent()) ?? ''
}

/** Where a picture is kept. */
export function pictureOf(name: string): string {
  return join(root, 'test/e2e/output', `${name}.png`)
}

/**
 * Keeps a picture of a screen that has come to rest, known by an element on it. In output/, and the browser's also in
 * docs/screens/ when `npm run screenshots` asked for it.
 */
export async function keepPicture(page: Page, shell: Shell, name: string, testId: string): Promise<void> {
  // Charts follow a run at their own pace; a page that is loaded anew draws it as it is, with no pointer over it.
  await page.mouse.move(0, 0)
  await page.reload()
  await page.getByTestId(testId).first().waitFor()
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  await page.screenshot({ path: pictureOf(`${name}-${shell}`), animations: 'disabled' })
  if (shell === 'browser' && arePicturesWanted) await takePicture(page, join(PICTURES, `${name}.webp`))
}
