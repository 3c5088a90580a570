// The champion at work, as a person looks at it. In both shells.
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { madeUpGenome } from '../renderer/made-up-genome.ts'
import { type App, Apps, connectBrowser, SHELLS } from './app-driver.ts'
import { startRun, untilStatus } from './screens.ts'

let browser: Browser

beforeAll(async () => {
  browser = await connectBrowser()
})
afterAll(() => browser.close())

const LARGE = madeUpGenome(1, { hidden: 300, connections: 900 })

function workerFile(): string {
  const folder = resolve(import.meta.dirname, '../../dist/renderer/assets')
  const file = readdirSync(folder).find((name) => /^drawing-worker.*\.js$/.test(name))
  if (file === undefined) throw new RangeError('the built page has a worker for drawings')
  return file
}

/** Runs in the page. */
async function drawnByWorker({ name, genome }: { readonly name: string; readonly genome: unknown }) {
  const worker = new Worker(`./assets/${name}`, { type: 'module' })
  const ask = (question: object) =>
    new Promise<Record<string, unknown>>((answered, failed) => {
      worker.onmessage = ({ data }) => answered(data)
      worker.onerror = ({ message }) => failed(new Error(message || 'the worker could not be loaded'))
      worker.postMessage({ ticket: 1, ...question })
    })
  const [names, fresh] = [
    { inputs: [], outputs: [] },
    { nodes: [], connections: [] },
  ]
  const laidOut = await ask({ kind: 'lay out', genome, names, form: 'layered', isFresh: true, fresh })
  const paper = { ground: '#fff', ink: '#000', positive: '#00f', negative: '#f00', disabled: '#888' }
  const colours = { ...paper, hidden: '#0f0', fresh: '#ff0' }
  const painted = await ask({ kind: 'paint', view: laidOut['box'], width: 300, height: 200, colours })
  worker.terminate()
  return { isLaidOut: laidOut['kind'] === 'laid out', isPainted: painted['picture'] instanceof ImageBitmap }
}

describe.each(SHELLS)('in the %s', (shell) => {
  let app: App

  const apps = new Apps(shell)
  beforeEach(async () => {
    app = await apps.open(browser)
  })
  afterEach(() => apps.rest())
  afterAll(() => apps.close())

  test('the champion of XOR answers all four rows, each on the right side', async () => {
    await startRun(app.page, 'local', { seed: 1 })
    await untilStatus(app.page, 'ended')
    const rows = await app.page.getByTestId('example-table').locator('tbody tr').allInnerTexts()
    const answers = rows.map((row) => row.split(/\s+/).map((word) => Number(word.replace(/[()]/g, ''))))
    expect(answers.map(([a, b, , wanted]) => [a, b, wanted])).toEqual([
      [0, 0, 0],
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 0],
    ])
    for (const [, , answer = Number.NaN, wanted] of answers) expect(Math.round(answer)).toBe(wanted)
  })

  test('a champion is replayed, compared, read and traced back to its forebears', async () => {
    await startRun(app.page, 'local', { seed: 1 })
    await untilStatus(app.page, 'ended')
    const shown = app.page.getByTestId('network-genome')
    const newest = await shown.getAttribute('data-hash')
    const slider = app.page.getByRole('slider', { name: 'Champions as they followed each other' })
    await slider.focus()
    await app.page.keyboard.press('Home')
    await app.page.waitForFunction(
      (hash) => document.querySelector('[data-testid="network-genome"]')?.getAttribute('data-hash') !== hash,
      newest,
    )
    const hiddenNodes = app.page.locator('[data-testid="network-drawing"] [data-role="hidden"]')
    expect(await hiddenNodes.count()).toBe(0)
    await app.page.keyboard.press('End')
    await app.page.locator(`[data-testid="network-genome"][data-hash="${newest}"]`).waitFor()
    expect(await hiddenNodes.count()).toBeGreaterThan(0)
    await app.page.getByTestId('view-difference').click()
    await app.page.getByTestId('difference').getByRole('figure').nth(1).waitFor()
    await app.page.getByTestId('view-genes').click()
    const added = app.page.getByTestId('gene-table').getByText(/in generation \d/)
    await added.first().waitFor()
    await app.page.getByTestId('view-lineage').click()
    const lineage = app.page.getByTestId('lineage')
    await lineage.waitFor()
    await lineage.getByText('one of the first generation').waitFor()
    // Large networks are laid out and painted by a worker: the page may load it, and it does both.
    expect(await app.page.evaluate(drawnByWorker, { name: workerFile(), genome: LARGE })).toEqual({
      isLaidOut: true,
      isPainted: true,
    })
  })

  test('the robot of the maze moves when it plays, by keyboard too', async () => {
    await startRun(app.page, 'local', { seed: 1, problem: 'deceptive-maze', paused: true })
    await untilStatus(app.page, 'paused')
    await app.page.getByTestId('step-run').click()
    // The step is over when the run is paused again and its champion's episode is there.
    await app.page.getByTestId('stage').waitFor()
    await app.page.waitForFunction(
      () => document.querySelector('.timeline input')?.getAttribute('max') !== '1',
    )
    await untilStatus(app.page, 'paused')
    const position = app.page.getByRole('slider', { name: 'Position in the episode' })
    // Another episode may take its place at any moment, and the focus with it.
    const pressed = async (key: string) => {
      await position.press(key)
      return Number(await position.inputValue())
    }
    await expect.poll(() => pressed('End')).toBeGreaterThan(10)
    await expect.poll(() => pressed('Home')).toBe(0)
    const stage = app.page.getByTestId('stage')
    const picture = () => stage.screenshot().catch(() => null)
    let first: Buffer | null = null
    await expect.poll(async () => (first = await picture())).not.toBeNull()
    await expect.poll(() => pressed('End')).toBeGreaterThan(10)
    await expect.poll(async () => (await picture()) ?? first).not.toEqual(first)
    await app.page.getByTestId('play-episode').click()
    await app.page.waitForFunction(() => {
      const input = document.querySelector<HTMLInputElement>('.timeline input')
      return input !== null && Number(input.value) > 0
    })
  })
})
