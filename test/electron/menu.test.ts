// The application menu: conventions of each platform, and no developer tools in a packaged app.
import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { menuTemplate } from '../../electron/menu.ts'

const menuOf = (platform: NodeJS.Platform, development = false) =>
  menuTemplate({
    platform,
    development,
    newWindow: () => {},
    openFile: () => {},
    exportRun: () => {},
    showHistory: () => {},
    showSavedRuns: () => {},
    showHelp: () => {},
    showAbout: () => {},
  })

const rolesOf = (items: readonly MenuItemConstructorOptions[]): unknown[] =>
  items.flatMap(({ role, submenu }) => [role, ...(Array.isArray(submenu) ? rolesOf(submenu) : [])])

test('a Mac has the menu with the name of the app first, and closes a window from File', () => {
  const roles = rolesOf(menuOf('darwin'))
  expect(roles[0]).toBe('appMenu')
  expect(roles).toContain('close')
  expect(rolesOf(menuOf('darwin').slice(1))).not.toContain('quit')
})

test.each<NodeJS.Platform>(['linux', 'win32'])(
  '%s quits from File and says what it is under Help',
  (platform) => {
    expect(JSON.stringify(menuOf(platform).at(-1))).toContain('About Neatwork')
    const roles = rolesOf(menuOf(platform))
    expect(roles[0]).toBe('fileMenu')
    expect(roles).toEqual(expect.arrayContaining(['quit', 'help']))
  },
)

test.each<NodeJS.Platform>(['darwin', 'linux', 'win32'])('%s opens the documents from Help', (platform) => {
  const labels = JSON.stringify(menuOf(platform).find(({ role }) => role === 'help'))
  expect(labels).toContain('Neatwork Help')
})

test('developer tools are there when the app runs from its sources, and only then', () => {
  expect(rolesOf(menuOf('linux', true))).toContain('toggleDevTools')
  expect(rolesOf(menuOf('linux', false))).not.toContain('toggleDevTools')
})

test.each<NodeJS.Platform>(['darwin', 'linux', 'win32'])(
  '%s opens windows and files from File, exports the run, and shows the saved ones and their folder',
  (platform) => {
    const asked: string[] = []
    const menu = menuTemplate({
      ...{ platform, development: false, showHelp: () => {}, showAbout: () => {} },
      newWindow: () => void asked.push('window'),
      openFile: () => void asked.push('open'),
      exportRun: () => void asked.push('export'),
      showHistory: () => void asked.push('history'),
      showSavedRuns: () => void asked.push('folder'),
    })
    const file = menu.find(({ role }) => role === 'fileMenu')?.submenu
    for (const { click } of Array.isArray(file) ? file : [])
      click?.call(undefined, undefined as never, undefined, undefined as never)
    expect(asked).toEqual(['window', 'open', 'export', 'history', 'folder'])
  },
)
