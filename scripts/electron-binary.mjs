// Where Electron's binary is, found without asking the `electron` package, which would download it.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const PLATFORM_PATHS = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  linux: 'electron',
  win32: 'electron.exe',
}

/**
 * @param {string} root folder with node_modules
 * @returns {{ path: string } | { path: null, reason: string }} the executable, or why there is none
 */
export function findElectron(root) {
  const packageFolder = join(root, 'node_modules', 'electron')
  if (!existsSync(packageFolder)) {
    return { path: null, reason: "Electron isn't installed; run `npm ci` to install it." }
  }
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const folder = override ? resolve(override) : join(packageFolder, 'dist')
  const pathFile = join(packageFolder, 'path.txt')
  const name = existsSync(pathFile)
    ? readFileSync(pathFile, 'utf8').trim()
    : (PLATFORM_PATHS[process.platform] ?? 'electron')
  const path = join(folder, name)
  if (existsSync(path)) return { path }
  return {
    path: null,
    reason: override
      ? `Electron's binary isn't at ${path}; correct ELECTRON_OVERRIDE_DIST_PATH or unset it.`
      : "Electron's binary isn't here; `npx install-electron` downloads it.",
  }
}
