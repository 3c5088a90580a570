// The scenes that are looked at, by people and by axe-core: every screen, empty, busy and failing, and what opens over it.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { FileChooser, Page } from 'playwright-core'
import { licencesIn } from '../../electron/about.ts'
import { JOIN_LINKS } from '../renderer/made-up-views.ts'
import type { SceneDesktop } from './scene-desktop.ts'
import type { SceneHost } from './scene-host.ts'

const ROOT = resolve(import.meta.dirname, '../..')

export interface ShownScene {
  /** Of the picture. */
  readonly name: string
  /** Of test/renderer/scenes.ts. */
  readonly scene: string
  /** Part of the page's address behind its path. */
  readonly hash?: string
  /** By which link the page is opened; its owner's on this machine by default. */
  readonly as?: 'audience' | 'stranger' | 'audience over https'
  /** In the desktop's window, and what the desktop says there. */
  readonly desktop?: SceneDesktop
  /** What a person does, or happens, first. */
  readonly act?: Act | undefined
  /** The same on a phone, for its picture; without one a scene that has an act has none. */
  readonly onPhone?: Act
}

type Act = (page: Page, host: SceneHost) => Promise<void>

/** What is done in the same way on a phone. */
const everywhere = (act: Act): Pick<ShownScene, 'act' | 'onPhone'> => ({ act, onPhone: act })

const panel =
  (title: string) =>
  async (page: Page): Promise<void> => {
    await runCommand(page, `Show the panel “${title}”`)
  }

/** That one alone, as large as the screen. */
const onlyPanel =
  (title: string) =>
  async (page: Page): Promise<void> => {
    await panel(title)(page)
    await page.getByRole('tab', { name: title, exact: true }).first().focus()
    await page.keyboard.press('m')
    await page.getByRole('button', { name: 'Back to its size' }).waitFor()
  }

/** On a phone the panels are below each other. */
const scrolledTo =
  (title: string, first: Act = async () => {}): Act =>
  async (page, host) => {
    const panel = page.locator('.panel').filter({ has: page.getByRole('heading', { name: title, level: 2 }) })
    await panel.first().evaluate((element) => element.scrollIntoView())
    await first(page, host)
    await panel.first().evaluate((element) => element.scrollIntoView({ block: 'start' }))
  }

const alone = (title: string): Pick<ShownScene, 'act' | 'onPhone'> => ({
  ...{ act: onlyPanel(title), onPhone: scrolledTo(title) },
})

/** By the command palette, as somebody does who knows what it is called. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByTestId('palette-input').fill(title)
  await page.getByRole('option', { name: title }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByTestId('command-palette').waitFor({ state: 'detached' })
}

/** A file whose content doesn't matter. */
export const THEIRS = { name: 'theirs.neatwork', mimeType: '', buffer: Buffer.from('x') }
const chooseTheirs = (chooser: FileChooser): Promise<void> => chooser.setFiles(THEIRS)

export const SHOWN_SCENES: readonly ShownScene[] = [
  { name: 'home', scene: 'home' },
  { name: 'home-first-time', scene: 'home-new' },
  {
    name: 'home-scan',
    scene: 'home',
    ...everywhere(async (page) => {
      await page.getByTestId('scan-qr').click()
      await page.getByTestId('scan-dialog').waitFor()
    }),
  },
  { name: 'new-run', scene: 'setup-local' },
  {
    name: 'new-run-master',
    scene: 'setup-master',
    act: async (page) => {
      await page.getByTestId('islands-fields').locator('> summary').click()
      await page.getByTestId('field-island').fill('berlin')
      await page.getByTestId('islands-fields').locator('[aria-invalid="true"]').first().waitFor()
    },
  },
  { name: 'join', scene: 'setup-worker' },
  { name: 'run-waiting', scene: 'master-waiting' },
  { name: 'run-busy', scene: 'master-busy' },
  { name: 'run-paused', scene: 'local-paused' },
  { name: 'run-solved', scene: 'solved' },
  { name: 'run-failed', scene: 'failed' },
  { name: 'run-long', scene: 'long' },
  { name: 'run-complexity', scene: 'long', act: panel('Complexity'), onPhone: scrolledTo('Complexity') },
  { name: 'run-log', scene: 'master-busy', act: panel('Log'), onPhone: scrolledTo('Log') },
  { name: 'run-cluster', scene: 'master-busy', ...alone('Cluster') },
  { name: 'run-jobs', scene: 'slurm-jobs', ...alone('Cluster') },
  { name: 'run-islands', scene: 'islands', ...alone('Islands') },
  { name: 'run-behaviour', scene: 'watch-car', ...alone('Behaviour') },
  { name: 'run-behaviour-curve', scene: 'watch-regression', ...alone('Behaviour') },
  { name: 'run-behaviour-confusion', scene: 'watch-classification', ...alone('Behaviour') },
  {
    name: 'run-archive',
    scene: 'watch-maze',
    act: async (page) => {
      await onlyPanel('Behaviour')(page)
      await page.getByTestId('show-archive').click()
      await page.getByTestId('archive').waitFor()
    },
    onPhone: scrolledTo('Behaviour', async (page) => {
      await page.getByTestId('show-archive').click()
      await page.getByTestId('archive').waitFor()
    }),
  },
  { name: 'run-audience', scene: 'master-busy', as: 'audience over https' },
  {
    name: 'run-connection-lost',
    scene: 'master-busy',
    ...everywhere(async (page, host) => {
      await page.getByTestId('run-status').waitFor()
      await host.leave()
      await page.getByTestId('connection-lost').waitFor()
    }),
  },
  { name: 'access-refused', scene: 'home', as: 'stranger' },
  {
    name: 'run-species-table',
    scene: 'solved',
    act: async (page) => {
      await page.getByTestId('show-species-table').click()
      await page.getByTestId('species-row').first().locator('.thumbnail circle').first().waitFor()
    },
    onPhone: scrolledTo('Species', async (page) => {
      await page.getByTestId('show-species-table').click()
      await page.getByTestId('species-row').first().locator('.thumbnail circle').first().waitFor()
    }),
  },
  {
    name: 'run-species-members',
    scene: 'long',
    act: async (page) => {
      await page.getByTestId('species-areas').focus()
      await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('Enter')
      await page.getByTestId('species-members').getByRole('row').nth(1).waitFor()
    },
    onPhone: scrolledTo('Species', async (page) => {
      await page.getByTestId('species-areas').press('ArrowLeft')
      await page.getByTestId('species-areas').press('Enter')
      await page.getByTestId('species-members').getByRole('row').nth(1).waitFor()
    }),
  },
  {
    name: 'run-compared',
    scene: 'solved',
    act: async (page) => {
      await page.getByRole('tab', { name: 'Fitness' }).first().click()
      await page.getByTestId('compare-runs').click()
      await page.getByTestId('compare-run').first().click()
      await page.keyboard.press('Escape')
      await page.getByTestId('fitness-curves').hover()
    },
    onPhone: async (page) => {
      await page.getByTestId('compare-runs').click()
      await page.getByTestId('compare-run').first().click()
      await page.keyboard.press('Escape')
    },
  },
  {
    name: 'new-run-own',
    scene: 'setup-own',
    ...everywhere(async (page) => {
      await page.getByTestId('fitness-file').fill('/home/ada/lab/balance.ts')
      await page.keyboard.press('Enter')
      await page.getByTestId('fitness-check').getByRole('status').waitFor()
      await page.getByTestId('fitness-check').evaluate((check) => check.scrollIntoView({ block: 'center' }))
    }),
  },
  {
    name: 'opened-run',
    scene: 'opened',
    ...everywhere(async (page) => {
      page.on('filechooser', chooseTheirs)
      await runCommand(page, 'Open a file')
      await page.getByTestId('opened-run').waitFor()
      page.off('filechooser', chooseTheirs)
    }),
  },
  {
    name: 'commands',
    scene: 'master-busy',
    ...everywhere(async (page) => {
      await page.getByTestId('open-palette').click()
      await page.getByTestId('palette-input').waitFor()
    }),
  },
  {
    name: 'shortcuts',
    scene: 'master-busy',
    ...everywhere(async (page) => {
      await page.keyboard.press('?')
      await page.getByTestId('shortcuts-sheet').waitFor()
    }),
  },
  { name: 'history', scene: 'history', hash: '#history' },
  { name: 'history-empty', scene: 'history-empty', hash: '#history' },
  {
    name: 'history-failing',
    scene: 'history-failing',
    hash: '#history',
    ...everywhere(async (page) => {
      await page.getByTestId('open-saved-run').first().click()
      await page.getByTestId('command-error').waitFor()
    }),
  },
  {
    name: 'history-chosen',
    scene: 'history',
    hash: '#history',
    ...everywhere(async (page) => {
      for (const at of [1, 2, 7]) await page.getByTestId('choose-run').nth(at).check()
      await page.getByTestId('run-menu').nth(1).click()
      await page.getByTestId('menu-duplicate').waitFor()
    }),
  },
  {
    name: 'history-label',
    scene: 'history',
    hash: '#history',
    ...everywhere(async (page) => {
      await page.getByTestId('run-menu').nth(1).click()
      await page.getByTestId('menu-label').click()
      await page.getByTestId('label-text').waitFor()
    }),
  },
  {
    name: 'history-delete',
    scene: 'history',
    hash: '#history',
    ...everywhere(async (page) => {
      await page.getByTestId('run-menu').nth(1).click()
      await page.getByTestId('menu-delete').click()
      await page.getByTestId('confirm-delete').waitFor()
    }),
  },
  {
    name: 'history-bin',
    scene: 'history',
    hash: '#history',
    ...everywhere(async (page) => {
      await page.getByTestId('open-bin').click()
      await page.getByTestId('deleted-run').waitFor()
    }),
  },
  {
    name: 'history-compared',
    scene: 'history',
    hash: '#history',
    ...everywhere(async (page) => {
      for (const at of [1, 2, 7]) await page.getByTestId('choose-run').nth(at).check()
      await page.getByTestId('compare-chosen').click()
      await page.locator('[data-testid="comparison-chart"] path.recharts-curve').first().waitFor()
    }),
  },
  {
    name: 'join-asked',
    scene: 'home',
    desktop: { takeOpenRequests: [{ kind: 'join', link: JOIN_LINKS[0] ?? '' }] },
    act: async (page) => await page.getByTestId('join-asked').waitFor(),
  },
  { name: 'worker', scene: 'worker-working' },
  {
    name: 'about',
    scene: 'home',
    desktop: {
      takeOpenRequests: [{ kind: 'about' }],
      updates: { kind: 'newer', version: '0.2.0' },
      about: {
        versions: [
          ...['Neatwork 0.1.0', 'Electron 45.4.1', 'Chromium 153.0.8010.0', 'Node 24.21.0'],
          ...[
            'Protocol between machines: version 6',
            'Format of run folders: version 3',
            'System: linux x64',
          ],
        ].join('\n'),
        licences: licencesIn(readFileSync(join(ROOT, 'THIRD_PARTY_LICENSES.md'), 'utf8')),
      },
    },
    act: async (page) => await page.getByTestId('licences').waitFor(),
  },
  {
    name: 'worker-desktop',
    scene: 'worker-working',
    desktop: { takeOpenRequests: [], worksOnIn: 'tray', startsAtLogin: true },
  },
  { name: 'worker-no-connection', scene: 'worker-retrying' },
  { name: 'worker-refused', scene: 'worker-closed' },
]
