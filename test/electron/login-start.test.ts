// The start by the system: an XDG autostart entry on Linux, Electron's login items elsewhere.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { desktopEntry, startsByEntry } from '../../electron/desktop-entry.ts'
import { backgroundCommand, type LoginPorts, loginStart } from '../../electron/login-start.ts'

const COMMAND = { path: '/opt/Neatwork/neatwork', args: ['--hidden', '--profile', '/home/ada/p'] }

function noItems(): LoginPorts['app'] {
  throw new Error('Linux knows no login items.')
}

function onLinux(command = COMMAND) {
  const configFolder = mkdtempSync(join(tmpdir(), 'neatwork-autostart-'))
  onTestFinished(() => rmSync(configFolder, { recursive: true }))
  const app = { getLoginItemSettings: noItems, setLoginItemSettings: noItems } as unknown as LoginPorts['app']
  const file = join(configFolder, 'autostart/neatwork.desktop')
  return { start: loginStart({ platform: 'linux', app, command, configFolder: () => configFolder }), file }
}

test('on Linux an entry is written, read back and removed', async () => {
  const { start, file } = onLinux()
  expect(await start.isOn()).toBe(false)
  await start.set(true)
  expect(await start.isOn()).toBe(true)
  const text = readFileSync(file, 'utf8')
  expect(text).toMatch(/^\[Desktop Entry\]\nType=Application\nName=Neatwork\n/)
  expect(text).toContain('\nExec="/opt/Neatwork/neatwork" "--hidden" "--profile" "/home/ada/p"\n')
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o644)
  await start.set(false)
  expect([await start.isOn(), existsSync(file)]).toEqual([false, false])
  await start.set(false)
})

test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
  'an entry that a desktop switched off by %s is off',
  async (line) => {
    const { start, file } = onLinux()
    await start.set(true)
    const text = readFileSync(file, 'utf8').replace('X-GNOME-Autostart-enabled=true', '')
    writeFileSync(file, `${text}${line}\n`)
    expect(await start.isOn()).toBe(false)
  },
)

test('an entry for another place or profile is not this app’s', () => {
  const moved = { ...COMMAND, path: '/elsewhere/neatwork' }
  expect(startsByEntry(desktopEntry(COMMAND), COMMAND)).toBe(true)
  expect(startsByEntry(desktopEntry(moved), COMMAND)).toBe(false)
})

test('whatever a path holds is quoted as the specification says', () => {
  const odd = { path: '/a b/"c"/$d/`e`/50%', args: ['C:\\x'] }
  expect(desktopEntry(odd)).toContain('Exec="/a b/\\\\"c\\\\"/\\\\$d/\\\\`e\\\\`/50%%" "C:\\\\\\\\x"\n')
  expect(startsByEntry(desktopEntry(odd), odd)).toBe(true)
  expect(() => desktopEntry({ path: '/a\nExec=evil', args: [] })).toThrow(/line break/)
})

test('on Windows and on a Mac the system keeps the item, and is asked for it', async () => {
  const items: object[] = []
  let openAtLogin = false
  const app = {
    setLoginItemSettings: (item: { readonly openAtLogin: boolean }) => {
      openAtLogin = item.openAtLogin
      items.push(item)
    },
    getLoginItemSettings: (item: object) => {
      items.push(item)
      return { openAtLogin }
    },
  } as unknown as LoginPorts['app']
  const start = loginStart({ platform: 'win32', app, command: COMMAND, configFolder: () => '' })
  await start.set(true)
  expect(await start.isOn()).toBe(true)
  await start.set(false)
  expect(await start.isOn()).toBe(false)
  // Windows finds an item again by the same path and arguments only.
  for (const item of items) expect(item).toMatchObject(COMMAND)
})

test('an AppImage is started by its own file, a checkout by its folder', () => {
  const running = { env: {}, execPath: '/tmp/.mount_x/neatwork', appFolder: null, profile: '/p' }
  const args = ['--hidden', '--profile', '/p']
  expect(backgroundCommand({ ...running, env: { APPIMAGE: '/home/ada/Neatwork.AppImage' } })).toEqual({
    path: '/home/ada/Neatwork.AppImage',
    args,
  })
  expect(backgroundCommand({ ...running, execPath: '/opt/n', appFolder: null })).toEqual({
    path: '/opt/n',
    args,
  })
  expect(backgroundCommand({ ...running, execPath: '/e', appFolder: '/work' })).toEqual({
    path: '/e',
    args: ['/work', ...args],
  })
})
