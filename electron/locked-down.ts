// What every page is given of Chromium and Node: as little as there is. Electron's defaults are most of it; they are
// written down so that none changes unnoticed.
import type { WebPreferences } from 'electron'

export const LOCKED_DOWN = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
} as const satisfies WebPreferences
