// Where Neatwork is installed, and which version it is.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder with Neatwork's package.json: the same from source and from dist. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('package.json of Neatwork is missing; install Neatwork again')
    folder = parent
  }
  return folder
}

/** The same folder for programs that can't look into Electron's archive, such as Python: what is unpacked lies beside it. */
export function packageRootOnDisk(): string {
  return packageRoot().replace(/\.asar$/, '.asar.unpacked')
}

export function appVersion(): string {
  const parsed: unknown = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'))
  const isRecord = typeof parsed === 'object' && parsed !== null && 'version' in parsed
  return isRecord && typeof parsed.version === 'string' ? parsed.version : 'unknown'
}
