// Somebody's own problem in the app: in utility processes, for the app's binary is no Node. Whatever its code does to
// them, the app goes on.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openElectron, startAgain, startDouble } from './electron-app.ts'
import { environment } from './environment.ts'
import { mutate } from './mutant.ts'

const machine = environment()
const folder = mkdtempSync(join(tmpdir(), 'neatwork-own-app-'))
const file = join(folder, 'brittle.ts')
let browser: Browser

// One evaluation in twenty takes its process with it, and one in twenty throws.
const TEXT = `interface Chance { nextFloat(): number }
export default {
  name: 'brittle', inputs: 2, outputs: 1, solvedAt: 99, worstFitness: -1,
  evaluate(network: { activate(inputs: number[]): ArrayLike<number> }, { random }: { random: Chance }) {
    const chance = random.nextFloat()
    if (chance < 0.05) process.exit(3)
    if (chance < 0.1) throw new Error('unlucky')
    return (network.activate([1, 0])[0] ?? 0) + (globalThis.process.send === undefined ? 0 : 50)
  },
  play: {
    stage: { left: 0, right: 1, bottom: 0, top: 1 }, frameMs: 50,
    *frames() { yield { shapes: [{ kind: 'circle', role: 'body', centre: [0.5, 0.5], radius: 0.1 }] } },
  },
}
`

beforeAll(async () => {
  writeFileSync(file, TEXT)
  browser = await chromium.connectOverCDP(machine.endpoint)
})
afterAll(() => browser.close())

const profile = (): string => mkdtempSync(join(tmpdir(), 'neatwork-profile-'))

test('it is chosen among the others, evolves, is watched, and its dying processes are replaced', async () => {
  const app = await openElectron(machine, browser, ['--profile', profile(), '--local', '--problem', file])
  try {
    const result = await app.page.evaluate(async () => {
      const call = window.neatwork?.call as (name: string, request: unknown) => Promise<Reply>
      interface Reply {
        readonly ok: boolean
        readonly value: unknown
      }
      const problems = (await call('listProblems', null)).value as readonly { readonly name: string }[]
      const request = (await call('defaultRunRequest', null)).value as object
      const asked = { problem: 'brittle', populationSize: 20, generations: 2, localSlots: 1 }
      const started = await call('startRun', { ...request, ...asked })
      const ended = await new Promise<unknown>((resolve) => {
        window.neatwork?.subscribe((event) => {
          if (JSON.stringify(event).includes('"kind":"ended"')) resolve(event)
        })
      })
      return {
        first: problems[0]?.name,
        started,
        ended,
        watched: await call('watchGenome', { genome: { kind: 'champion' }, seed: 1 }),
      }
    })
    expect(result).toMatchObject({
      first: 'brittle',
      started: { ok: true },
      watched: { ok: true, value: { kind: 'play', frames: { length: 1 } } },
    })
    // Without a channel of Node's the code scores below 2.
    expect(Number(/"best(?:Fitness)?":([\d.]+)/.exec(JSON.stringify(result.ended))?.[1] ?? 0)).toBeLessThan(2)
  } finally {
    expect(await app.quit()).toBe(0)
  }
})

test('a file that is no problem ends the start with its sentence and 2', async () => {
  const broken = join(folder, 'broken.js')
  writeFileSync(broken, 'export default { name: "broken", inputs: 2,, }')
  expect(await startAgain(machine, ['--profile', profile(), '--problem', broken])).toBe(2)
})

test.skipIf(machine.electronBinary !== null)('an app that starts them as Node would is noticed', async () => {
  const from = /\tsetOwnProcessLaunch\(/
  const appFolder = mutate({ file: 'main.cjs', from, to: '\t(() => {})(' })
  const args = ['--profile', profile(), '--problem', file]
  const main = startDouble(machine.endpoint, args, { appFolder })
  expect(await main.exited).not.toBe(0)
  expect(main.stderr()).toContain('run-as-Node fuse is off')
})
