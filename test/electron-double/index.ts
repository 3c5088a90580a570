// The double of the `electron` module as the main process sees it. Windows are real Chromium pages; what a page sends
// is structured-cloned and carries the frame that sent it, as in Electron. docs: README.md in this folder.
import './control.ts'

export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { clipboard } from './clipboard.ts'
export { dialog } from './dialog.ts'
export { ipcMain } from './ipc-main.ts'
export { Menu } from './menu.ts'
export { Notification } from './notification.ts'
export { powerMonitor } from './power-monitor.ts'
export { powerSaveBlocker } from './power-save-blocker.ts'
export { protocol } from './protocol.ts'
export { screen } from './screen.ts'
export { session } from './session.ts'
export { shell } from './shell.ts'
export { Tray } from './tray.ts'
export { utilityProcess } from './utility-process.ts'
