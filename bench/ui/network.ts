// The drawing of a network of 1,000 nodes and 5,000 connections: how long it takes to be laid out beside the page, and the
// page's frames while it is moved and zoomed, at 1280×800 with the panel as large as it gets.
import { fileURLToPath } from 'node:url'
import type { Browser, CDPSession, Page } from 'playwright-core'
import type { CommandName, CommandReplies, CommandRequest } from '../../core/api/commands.ts'
import { ApiError, type ApiEvent, type Carriage, type NeatworkApi } from '../../core/api/neatwork-api.ts'
import { problemView } from '../../core/api/problem-view.ts'
import type { AppState, ChampionView, RunView } from '../../core/api/views.ts'
import { genomeFromJson } from '../../core/neat/genome-codec.ts'
import { genomeHash } from '../../core/neat/population-hash.ts'
import { EventFeed } from '../../core/node/event-feed.ts'
import { WebHost } from '../../core/node/web/web-host.ts'
import { xor } from '../../core/problems/xor.ts'
import { madeUpGenome } from '../../test/renderer/made-up-genome.ts'
import { type Figure, percentile } from './figures.ts'
import { MadeUpGenerations } from './made-up-run.ts'
import { measureFrames } from './page.ts'
import { QUIET_RUN } from './quiet-run.ts'

/** 16 inputs and 4 outputs besides. Some pairs are drawn twice, so that a few more connections are asked for. */
const SIZE = { hidden: 980, connections: 5040 }
const SEED = 1

/** Figures beside what is asked of them; the page must be built. */
export async function networkFigures(browser: Browser, seconds: number): Promise<readonly Figure[]> {
  const pageFolder = fileURLToPath(new URL('../../dist/renderer', import.meta.url))
  const host = await WebHost.listen({ api: new OneNetwork(), port: 0, pageFolder })
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const page = await context.newPage()
    await page.goto(host.url)
    const layered = await laidOutMs(page, null)
    await page.getByRole('region', { name: 'Network' }).waitFor()
    await maximise(page)
    const devTools = await context.newCDPSession(page)
    await devTools.send('Performance.enable')
    const before = await taskMs(devTools)
    const frames = await movedFrames(page, seconds)
    const work = ((await taskMs(devTools)) - before) / frames.length
    const forces = await laidOutMs(page, layered)
    return [
      { what: 'Network of 1,000 nodes laid out by layers', value: layered, unit: 'ms', atMost: 700 },
      { what: 'Network of 1,000 nodes laid out by forces', value: forces, unit: 'ms', atMost: 700 },
      {
        what: 'Network moved and zoomed: frame, 95th percentile',
        value: percentile(frames, 0.95),
        unit: 'ms',
        atMost: 20,
      },
      // On a machine that has much else to do frames come late whatever the page does.
      { what: 'Network moved and zoomed: work of the page per frame', value: work, unit: 'ms', atMost: 10 },
    ]
  } finally {
    await context.close()
    await host.close()
  }
}

/** What the page's main thread has worked so far. */
async function taskMs(devTools: CDPSession): Promise<number> {
  const { metrics } = await devTools.send('Performance.getMetrics')
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
}

/** What the worker says that its layout took; by forces where one by layers is there already. */
async function laidOutMs(page: Page, layered: number | null): Promise<number> {
  const canvas = page.getByTestId('network-canvas')
  if (layered !== null) {
    await page.getByTestId('network-form').locator('select').selectOption('force')
    await page.waitForFunction(
      (before) =>
        document.querySelector<HTMLElement>('[data-testid="network-canvas"]')?.dataset['laidOutMs'] !==
        before,
      String(layered),
    )
  }
  await page.waitForFunction(
    () => document.querySelector('[data-testid="network-canvas"][data-painted]') !== null,
  )
  return Number(await canvas.getAttribute('data-laid-out-ms'))
}

async function maximise(page: Page): Promise<void> {
  const canvas = page.getByTestId('network-canvas')
  const before = (await canvas.boundingBox())?.width ?? 0
  await page
    .getByRole('button', { name: 'Maximise', exact: true })
    .nth(await stackOf(page))
    .click()
  await page.waitForFunction(
    (width) => (document.querySelector('[data-testid="network-canvas"]')?.clientWidth ?? 0) > width + 100,
    before,
  )
  // The picture of the larger panel is painted meanwhile, beside the page.
  await page.waitForTimeout(1500)
}

/** Which of the stacks has the network: the button whose right edge is nearest to the canvas'. */
async function stackOf(page: Page): Promise<number> {
  const canvas = await page.getByTestId('network-canvas').boundingBox()
  const buttons = await page.getByRole('button', { name: 'Maximise', exact: true }).all()
  const boxes = await Promise.all(buttons.map((button) => button.boundingBox()))
  const above = boxes.map((box) => {
    if (box === null || canvas === null || box.y > canvas.y) return Number.POSITIVE_INFINITY
    return canvas.y - box.y + Math.abs(canvas.x + canvas.width - box.x)
  })
  return above.indexOf(Math.min(...above))
}

/** Drags and turns the wheel, and times the frames meanwhile. */
async function movedFrames(page: Page, seconds: number): Promise<readonly number[]> {
  const box = await page.getByTestId('network-canvas').boundingBox()
  if (box === null) throw new RangeError('the network is on the screen')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const measured = measureFrames(page, seconds)
  const endMs = performance.now() + 1000 * seconds
  for (let round = 0; performance.now() < endMs; round++) {
    await page.mouse.move(x, y)
    await page.mouse.down()
    for (let step = 1; step <= 20 && performance.now() < endMs; step++) {
      await page.mouse.move(x + step * (round % 2 === 0 ? 12 : -12), y + step * 5)
      await page.waitForTimeout(12)
    }
    await page.mouse.up()
    for (let turn = 0; turn < 8 && performance.now() < endMs; turn++) {
      await page.mouse.wheel(0, round % 4 < 2 ? -100 : 100)
      await page.waitForTimeout(30)
    }
  }
  return await measured
}

/** A paused run whose champion is that network. */
class OneNetwork implements NeatworkApi {
  readonly #state: AppState = {
    appVersion: '0.1.0',
    access: { acts: true, files: true },
    suggestion: { kind: 'none' },
    files: 'none',
    mode: { kind: 'run', run: runView() },
  }
  readonly #feed = new EventFeed(() => this.#state)

  async call<Name extends CommandName>(name: Name, _: CommandRequest<Name>): Promise<CommandReplies[Name]> {
    throw new ApiError('not-now', `This run is made up and does not take ${name}.`)
  }

  subscribe(listener: (event: ApiEvent) => void, carriage?: Carriage): () => void {
    return this.#feed.subscribe(listener, carriage)
  }
}

function runView(): RunView {
  const generations = new MadeUpGenerations(20)
  const names = (kind: string, count: number) => Array.from({ length: count }, (_, at) => `${kind} ${at + 1}`)
  return {
    ...QUIET_RUN,
    ...{ role: 'local', populationSize: 500, generations: 1000, seed: SEED, minWorkers: 0, goal: 'maximise' },
    problem: { ...problemView(xor), watchable: 'nothing', inputs: names('in', 16), outputs: names('out', 4) },
    status: { kind: 'paused' },
    history: Array.from({ length: 50 }, () => generations.next()),
    champion: champion(),
  }
}

function champion(): ChampionView {
  const made = madeUpGenome(SEED, SIZE)
  const genome = { ...made, connections: made.connections.slice(0, 5000) }
  const read = genomeFromJson(genome)
  if (!read.ok) throw new RangeError('the made-up genome is sound')
  return { generation: 49, fitness: 1, hash: genomeHash(read.value.genome), genome }
}
