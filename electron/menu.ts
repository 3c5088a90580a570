// The application menu as a value, in the order that each platform expects. Electron's roles bring labels in the
// person's language, shortcuts and behaviour.
import type { MenuItemConstructorOptions } from 'electron'

export interface MenuActions {
  readonly platform: NodeJS.Platform
  /** Developer tools are offered when the app runs from its sources. */
  readonly development: boolean
  newWindow(): void
  /** Asks for a `.neatwork` file, settings or a genome. */
  openFile(): void
  /** As a `.neatwork` file. */
  exportRun(): void
  /** The screen with all saved runs. */
  showHistory(): void
  /** Their folder. */
  showSavedRuns(): void
  showHelp(): void
  showAbout(): void
}

export function menuTemplate(actions: MenuActions): MenuItemConstructorOptions[] {
  const mac = actions.platform === 'darwin'
  const common: MenuItemConstructorOptions[] = [
    fileMenu(actions, mac),
    { role: 'editMenu' },
    viewMenu(actions.development),
    { role: 'windowMenu' },
  ]
  // On a Mac "About" is in the menu that bears the app's name; elsewhere in the last one.
  const help: MenuItemConstructorOptions[] = [
    { label: 'Neatwork Help', accelerator: 'F1', click: () => actions.showHelp() },
  ]
  const about = { label: 'About Neatwork', click: () => actions.showAbout() }
  return mac
    ? [{ role: 'appMenu', submenu: appMenu(about) }, ...common, { role: 'help', submenu: help }]
    : [...common, { role: 'help', submenu: [...help, { type: 'separator' }, about] }]
}

/** As Electron's own, but for an About that can be copied. */
function appMenu(about: MenuItemConstructorOptions): MenuItemConstructorOptions[] {
  return [
    about,
    { type: 'separator' },
    { role: 'services' },
    { type: 'separator' },
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    { type: 'separator' },
    { role: 'quit' },
  ]
}

function fileMenu(actions: MenuActions, mac: boolean): MenuItemConstructorOptions {
  return {
    role: 'fileMenu',
    submenu: [
      { label: 'New Window', accelerator: 'CmdOrCtrl+Shift+N', click: () => actions.newWindow() },
      { type: 'separator' },
      { label: 'Open…', accelerator: 'CmdOrCtrl+O', click: () => actions.openFile() },
      { label: 'Export Run…', accelerator: 'CmdOrCtrl+Shift+E', click: () => actions.exportRun() },
      { type: 'separator' },
      { label: 'Saved Runs', accelerator: 'CmdOrCtrl+Shift+H', click: () => actions.showHistory() },
      {
        label: 'Show Folder of Saved Runs',
        accelerator: 'CmdOrCtrl+Shift+O',
        click: () => actions.showSavedRuns(),
      },
      { type: 'separator' },
      { role: mac ? 'close' : 'quit' },
    ],
  }
}

function viewMenu(development: boolean): MenuItemConstructorOptions {
  const developer: MenuItemConstructorOptions[] = development
    ? [{ role: 'toggleDevTools' }, { type: 'separator' }]
    : []
  return {
    role: 'viewMenu',
    submenu: [
      { role: 'reload' },
      ...developer,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  }
}
