// Everything by keyboard alone: commands, panels, forms. What was asked for is read off the api behind the page.
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import type { FakeApi } from '../renderer/fake-api.ts'
import { JOIN_LINKS } from '../renderer/made-up-views.ts'
import { keptFiles } from './kept-files.ts'
import { scenePage } from './scene-page.ts'
import { runCommand, THEIRS } from './shown-scenes.ts'

const stage = scenePage()
let page: Page
beforeEach(() => {
  page = stage.page
})

const see = (scene: string) => stage.see(scene)

const asked = (api: FakeApi) => api.calls.map(({ name }) => name)
const tab = (name: string) => page.getByRole('tab', { name, exact: true })

/** Moves the focus on until it is on that element, known by test id or name, as a person would. */
async function tabTo(wanted: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press(key)
    const focused = await page.evaluate(() => {
      const { activeElement: at } = document
      return [at?.getAttribute('data-testid'), at?.getAttribute('aria-label'), at?.textContent]
    })
    if (focused.includes(wanted)) return
  }
  throw new Error(`${wanted} is not reached by ${key}.`)
}

const press = (key: string): Promise<void> => page.keyboard.press(key)

describe('a run', () => {
  test('is paused by a key, by the palette, and never by a letter that somebody types', async () => {
    const api = await see('master-busy')
    await page.getByTestId('run-status').waitFor()
    await page.keyboard.press('p')
    await expect.poll(() => asked(api)).toContain('pauseRun')
    await runCommand(page, 'Stop')
    await expect.poll(() => asked(api)).toContain('stopRun')
    const pauses = asked(api).filter((name) => name === 'pauseRun').length
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByTestId('palette-input').waitFor()
    await page.keyboard.type('ppp')
    await page.keyboard.press('Escape')
    expect(asked(api).filter((name) => name === 'pauseRun')).toHaveLength(pauses)
  })

  test('has keys alone only for whoever wants them', async () => {
    const api = await see('master-busy')
    await page.getByTestId('run-status').waitFor()
    await page.keyboard.press('?')
    await page.getByRole('switch').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Escape')
    await page.getByTestId('shortcuts-sheet').waitFor({ state: 'detached' })
    await page.keyboard.press('p')
    await runCommand(page, 'Stop')
    await expect.poll(() => asked(api)).toContain('stopRun')
    expect(asked(api)).not.toContain('pauseRun')
  })
})

describe('panels', () => {
  test('are chosen, hidden, shown, maximised and moved, and stay where they were put', async () => {
    await see('master-busy')
    await tab('Fitness').waitFor()
    await page.keyboard.press('2')
    await expect.poll(() => tab('Complexity').getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('Delete')
    await tab('Complexity').waitFor({ state: 'detached' })

    await tab('Species').focus()
    await page.keyboard.press('m')
    await page.getByRole('button', { name: 'Back to its size' }).waitFor()
    await page.keyboard.press('m')

    const before = await tab('Log').boundingBox()
    await page.keyboard.press('4')
    await expect.poll(() => tab('Log').getAttribute('aria-selected')).toBe('true')
    await page.getByTestId('arrange-panel').nth(1).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Move to the left edge' }).waitFor()
    const item = () => page.evaluate(() => document.activeElement?.textContent)
    for (let presses = 0; presses < 12 && (await item()) !== 'Move to the left edge'; presses++)
      await press('ArrowDown')
    await press('Enter')
    await expect.poll(async () => (await tab('Log').boundingBox())?.y).not.toBe(before?.y)

    await page.reload()
    await tab('Fitness').waitFor()
    expect(await tab('Complexity').count()).toBe(0)
    await runCommand(page, 'Back to the first arrangement')
    await tab('Complexity').waitFor()
  })

  test('share their room by arrow keys', async () => {
    await see('local-paused')
    await tab('Fitness').waitFor()
    const width = async () => (await page.locator('[data-tabset-id="top-left"]').boundingBox())?.width ?? 0
    const before = await width()
    await page.getByRole('separator', { name: 'Change the width' }).first().focus()
    for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowLeft')
    await expect.poll(width).toBeLessThan(before - 20)
  })
})

describe('the saved runs', () => {
  test('are searched, chosen, taken along, compared, deleted and brought back', async () => {
    const api = await see('history')
    await press('ControlOrMeta+Shift+h')
    const rows = page.getByTestId('saved-run')
    await rows.first().waitFor()
    await press('/')
    await page.keyboard.type('paper')
    await expect.poll(() => rows.count()).toBe(3)
    for (let run = 0; run < 2; run++) {
      await tabTo('choose-run')
      await press('Space')
    }
    const files = await keptFiles(page)
    await tabTo('export-chosen', 'Shift+Tab')
    await press('Enter')
    await page.getByTestId('export-tables').waitFor()
    await press('Enter')
    expect([(await files()).name, (await files()).name]).toEqual([
      expect.stringMatching(/\.csv$/),
      expect.stringMatching(/\.csv$/),
    ])

    await press('c')
    await page.locator('[data-testid="comparison-chart"] path.recharts-curve').first().waitFor()
    await tabTo('Save Best fitness by generation')
    await press('Enter')
    await page.getByTestId('export-svg').waitFor()
    // Which entry a menu begins with depends on when its first key comes.
    await expect
      .poll(async () => {
        const focused = await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))
        if (focused !== 'export-svg') await press('ArrowDown')
        return focused
      })
      .toBe('export-svg')
    await press('Enter')
    expect((await files()).text).toContain('<svg')
    await press('b')

    await rows.first().waitFor()
    await press('Delete')
    await tabTo('confirm-delete')
    await press('Enter')
    await expect.poll(() => asked(api)).toContain('deleteRuns')
    const deleted = api.calls.find(({ name }) => name === 'deleteRuns')?.request
    expect((deleted as { names: readonly string[] }).names).toHaveLength(2)
    await page.getByTestId('undo-delete').waitFor()
    await tabTo('undo-delete')
    await press('Enter')
    await expect.poll(() => asked(api)).toContain('restoreRuns')
  })

  test('that were deleted are brought back or let go from the bin, which gives the focus back', async () => {
    const api = await see('history')
    await press('ControlOrMeta+Shift+h')
    await page.getByTestId('saved-run').first().waitFor()
    await tabTo('open-bin', 'Shift+Tab')
    await press('Enter')
    await page.getByTestId('deleted-run').waitFor()
    await tabTo('restore-run')
    await press('Enter')
    await expect.poll(() => asked(api)).toContain('restoreRuns')
    await tabTo('erase-run')
    await press('Enter')
    await expect.poll(() => asked(api)).toContain('eraseRuns')
    await press('Escape')
    await page.getByTestId('bin').waitFor({ state: 'detached' })
    await page.locator('[data-testid="open-bin"]:focus').waitFor()

    // What is in a row's menu, in the order it stands there: open, name, duplicate.
    await tabTo('run-menu')
    await press('Enter')
    await page.getByTestId('menu-label').waitFor()
    await press('ArrowDown')
    await press('Enter')
    await page.getByTestId('label-title').waitFor()
    await tabTo('label-tags')
    await page.keyboard.type('lab')
    await press('Enter')
    await expect.poll(() => asked(api)).toContain('labelRun')
  })

  test('and genomes that come as a file are opened', async () => {
    // From the start: it takes the browser a moment to hand over what is chosen.
    page.on('filechooser', (chooser) => chooser.setFiles(THEIRS))
    const api = await see('home')
    api.openedFile = { kind: 'run', name: 'theirs', problem: 'xor', generations: 3, code: null }
    await press('ControlOrMeta+o')
    await page.getByTestId('opened-run').waitFor()
    await press('Escape')
    await page.getByTestId('opened-run').waitFor({ state: 'detached' })
    expect(asked(api)).not.toContain('openRun')
    await press('ControlOrMeta+o')
    await page.getByTestId('opened-run').waitFor()
    await tabTo('open-opened')
    await press('Enter')
    await expect.poll(() => asked(api)).toContain('openRun')
  })
})

describe('other machines', () => {
  test('are listed, invited and taken along as a table, and their jobs folded', async () => {
    await see('slurm-jobs')
    await runCommand(page, 'Show the panel “Cluster”')
    await page.getByTestId('jobs').waitFor()
    await page.getByRole('tab', { name: 'Cluster', exact: true }).focus()
    await tabTo('Slurm: 2 of 6 tasks run')
    const isOpen = () => page.getByTestId('jobs').evaluate((jobs) => (jobs as HTMLDetailsElement).open)
    const before = await isOpen()
    await press('Enter')
    await expect.poll(isOpen).toBe(!before)
    const files = await keptFiles(page)
    await tabTo('Save Timeline of the slots')
    await press('Enter')
    await page.getByTestId('export-csv').waitFor()
    await press('Enter')
    expect((await files()).name).toBe('timeline.csv')
    await tabTo('Save Workers')
    await press('Enter')
    await page.getByTestId('export-csv').waitFor()
    await press('Enter')
    expect((await files()).text).toContain('Genomes/s')
  })

  test('that are islands are seen, scrolled through and connected', async () => {
    await see('islands')
    await runCommand(page, 'Show the panel “Islands”')
    await page.getByTestId('islands-table').waitFor()
    await page.getByRole('tab', { name: 'Islands', exact: true }).focus()
    await tabTo('All islands, as picture and table')
    await tabTo('Connect another island')
    await press('Enter')
    await page.getByTestId('island-link').first().waitFor()
  })
})

describe('a master', () => {
  test('is joined from the first screen with a typed link, slots and an idle rule', async () => {
    const api = await see('home')
    await tabTo('home-link')
    await page.keyboard.type(JOIN_LINKS[0] ?? '')
    await page.keyboard.press('Enter')
    await page.getByTestId('field-slots').waitFor()
    await tabTo('field-slots')
    await page.keyboard.type('3')
    await tabTo('field-only-when-idle')
    await page.keyboard.press('Space')
    await tabTo('field-rest-minutes')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('20')
    await page.keyboard.press('Enter')
    await expect.poll(() => asked(api)).toContain('joinAsWorker')
    const request = api.calls.find(({ name }) => name === 'joinAsWorker')?.request
    expect(request).toEqual({ link: JOIN_LINKS[0], slots: 3, name: null, onlyWhenIdle: 20 })
  })

  test('of before is joined again, a saved run opened and the demo begun, each by one key', async () => {
    const api = await see('home')
    await tabTo('known-master')
    await page.keyboard.press('Enter')
    await expect.poll(() => asked(api)).toContain('rejoinMaster')
    await page.getByTestId('recent-run').first().focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => asked(api)).toContain('openRun')
    await page.keyboard.press('d')
    await expect.poll(() => asked(api)).toContain('startRun')
  })

  test('whose QR code is a picture is found in it', async () => {
    await see('master-waiting')
    const code = await page.getByTestId('qr-code').screenshot()
    await see('master-busy')
    await page.getByText('Invite more workers').press('Enter')
    await page.getByTestId('show-qr').first().press('Enter')
    expect(await page.getByTestId('qr-code').screenshot()).not.toHaveLength(0)
    await page.keyboard.press('Escape')
    await page.getByTestId('qr-code').waitFor({ state: 'detached' })
    await see('home')
    await page.getByTestId('scan-qr').press('Enter')
    await page
      .getByTestId('qr-picture')
      .setInputFiles({ name: 'qr.png', mimeType: 'image/png', buffer: code })
    await expect.poll(() => page.getByTestId('link-input').inputValue()).toBe(JOIN_LINKS[0])
  })

  test('is left by its worker through the palette', async () => {
    const api = await see('worker-working')
    await page.getByTestId('worker-status').waitFor()
    await runCommand(page, 'Leave the master')
    await expect.poll(() => asked(api)).toContain('leaveAsWorker')
  })
})

describe('motion and colours', () => {
  /** What moves, by the names of its animations or of the properties that change. */
  const moving = (): Promise<string[]> =>
    page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ playState }) => playState === 'running')
        .map((one) => {
          const name =
            one instanceof CSSAnimation ? one.animationName : (one as CSSTransition).transitionProperty
          const target = one.effect instanceof KeyframeEffect ? one.effect.target : null
          return `${name} of ${target?.tagName.toLowerCase()}.${target?.className}`
        }),
    )

  test('nothing moves by itself for whoever wants less motion, and something does otherwise', async () => {
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    await see('worker-working')
    await page.getByTestId('worker-status').waitFor()
    expect(await moving()).not.toEqual([])
    await page.emulateMedia({ reducedMotion: 'reduce' })
    for (const scene of ['worker-working', 'master-busy', 'home']) {
      await see(scene)
      await expect.poll(moving, { message: scene }).toEqual([])
      const durations = await page.evaluate(() => getComputedStyle(document.body).getPropertyValue('--quick'))
      expect(durations).toMatch(/^0m?s$/)
    }
  })

  test('follow the system until somebody chooses, and then the choice, also after a reload', async () => {
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    await page.emulateMedia({ colorScheme: 'light' })
    const api = await see('home')
    const light = await ground()
    await page.emulateMedia({ colorScheme: 'dark' })
    const dark = await ground()
    expect(dark).not.toBe(light)
    await runCommand(page, 'Light colours')
    expect(await ground()).toBe(light)
    await expect.poll(() => asked(api)).toContain('savePreference')
    await page.reload()
    await page.getByRole('main').waitFor()
    expect(await ground()).toBe(light)
  })
})
