// What a page asks of the browser itself: to notify, to keep the machine awake, to look through its camera, to save a picture. The browser’s
// own are replaced by doubles in the page, which note what is asked of them.
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { JOIN_LINKS } from '../renderer/made-up-views.ts'
import { scenes } from '../renderer/scenes.ts'
import { scenePage } from './scene-page.ts'

const stage = scenePage(doubles)
let page: Page
/** A page that isn't seen is kept up to date less often. */
const PATIENT = { timeout: 10_000 }
beforeEach(() => {
  page = stage.page
})

interface Noted {
  readonly told: readonly string[]
  readonly locks: { readonly taken: number; readonly released: number }
}

declare global {
  interface Window {
    noted: { told: string[]; locks: { taken: number; released: number } }
    hide(isHidden: boolean): void
  }
}

/** Runs in the page before anything else. */
function doubles(): void {
  const noted = { told: [] as string[], locks: { taken: 0, released: 0 } }
  window.noted = noted
  class Told {
    static permission = 'default'
    static async requestPermission(): Promise<string> {
      Told.permission = 'granted'
      return 'granted'
    }
    constructor(title: string, { body = '' }: { body?: string } = {}) {
      noted.told.push(`${title}: ${body}`)
    }
  }
  Object.defineProperty(window, 'Notification', { value: Told, configurable: true })
  const wakeLock = {
    request: async () => {
      noted.locks.taken++
      return { release: async () => void noted.locks.released++ }
    },
  }
  Object.defineProperty(navigator, 'wakeLock', { value: wakeLock, configurable: true })
  let isHidden = false
  Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') })
  window.hide = (wish) => {
    isHidden = wish
    document.dispatchEvent(new Event('visibilitychange'))
  }
}

const noted = (): Promise<Noted> => page.evaluate(() => window.noted)

const see = (scene: string) => stage.see(scene)

test('who asked for it and looks elsewhere is told once that the run is solved', async () => {
  const api = await see('master-busy')
  await page.getByTestId('notices').click()
  await expect.poll(() => page.getByTestId('notices').getAttribute('aria-pressed')).toBe('true')
  const solved = (await scenes())['solved']
  const status = solved?.mode.kind === 'run' ? solved.mode.run.status : null
  if (status === null) throw new Error('the scene is a run')
  await page.evaluate(() => window.hide(true))
  api.emit({ kind: 'runStatus', status })
  await expect.poll(async () => (await noted()).told, PATIENT).toEqual([expect.stringMatching(/xor/i)])
})

test('who sees the page isn’t told, and neither is who never asked', async () => {
  const api = await see('master-busy')
  const status = { kind: 'failed', message: 'the disk is full' } as const
  await page.evaluate(() => window.hide(true))
  api.emit({ kind: 'runStatus', status })
  await page.getByText('the disk is full').first().waitFor()
  expect((await noted()).told).toEqual([])
})

test('the machine is kept awake while a run works, again after the page was hidden, and no longer', async () => {
  const api = await see('master-busy')
  await expect.poll(async () => (await noted()).locks).toEqual({ taken: 1, released: 0 })
  await page.evaluate(() => window.hide(true))
  await page.evaluate(() => window.hide(false))
  await expect.poll(async () => (await noted()).locks.taken).toBe(2)
  api.emit({ kind: 'runStatus', status: { kind: 'paused' } })
  await expect.poll(async () => (await noted()).locks.released).toBeGreaterThan(0)
})

test('a join code that is held before the camera is read', async () => {
  await see('master-waiting')
  const code = (await page.getByTestId('qr-code').screenshot()).toString('base64')
  await page.addInitScript(cameraOf, code)
  await see('home')
  await page.getByTestId('scan-qr').click()
  await expect
    .poll(() => page.getByTestId('link-input').inputValue(), { timeout: 20_000 })
    .toBe(JOIN_LINKS[0])
})

test('a camera that is refused is said to be, and a picture may be chosen instead', async () => {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('no', 'NotAllowedError')
    }
  })
  await see('home')
  await page.getByTestId('scan-qr').click()
  await page
    .getByTestId('scan-dialog')
    .getByText(/camera/i)
    .first()
    .waitFor()
  expect(await page.getByTestId('qr-picture').count()).toBe(1)
})

/** Runs in the page: a camera before which that picture is held. */
function cameraOf(base64: string): void {
  navigator.mediaDevices.getUserMedia = async () => {
    const image = new Image()
    image.src = `data:image/png;base64,${base64}`
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = 640
    canvas.height = 480
    const pen = canvas.getContext('2d')
    const stream = canvas.captureStream(10)
    setInterval(() => {
      pen?.fillRect(0, 0, canvas.width, canvas.height)
      const size = 380
      pen?.drawImage(image, 130, 50, size, size)
    }, 100)
    return stream
  }
}

test('an archive is taken along as a picture that stands by itself, in its place and colours', async () => {
  await see('watch-maze')
  await page.getByRole('tab', { name: 'Behaviour', exact: true }).click()
  await page.getByTestId('show-archive').click()
  const drawn = await page.getByTestId('archive').locator('.archive-cell').first().boundingBox()
  await page.getByRole('button', { name: 'Save Archive' }).click()
  const saving = page.waitForEvent('download')
  await page.getByTestId('export-svg').click()
  const saved = await readFile(await (await saving).path(), 'utf8')
  expect(saved.match(/<rect /g)?.length).toBeGreaterThan(200)
  expect(saved).not.toContain('var(')
  await page.setContent(saved)
  // As large as on the screen, however the panel stretches it.
  const kept = await page.locator('svg > g rect[data-cell]').first().boundingBox()
  expect(kept?.width).toBeCloseTo(drawn?.width ?? 0, 0)
})
