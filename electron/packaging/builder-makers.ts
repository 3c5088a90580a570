// electron-builder's makers as Electron Forge knows makers; what they add to the app stands in electron-builder.yml. Its
// packages for AppImage and NSIS still export the bare function of Forge 5, which Forge 8 would call as a class.
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { MakerBase, type MakerOptions } from '@electron-forge/maker-base'
import type { ForgePlatform } from '@electron-forge/shared-types'
import type { Configuration } from 'electron-builder'
import { withJoinLinks } from './msi-join-links.ts'

/** Resolves to the paths of what was made. */
type BuilderMaker = (options: { readonly dir: string; readonly targetArch: string }) => Promise<string[]>

const require = createRequire(import.meta.url)

abstract class MakerByBuilder extends MakerBase<Record<string, never>> {
  abstract readonly platform: ForgePlatform & NodeJS.Platform
  /** Package of electron-builder that does the work. */
  abstract readonly packageName: string

  override isSupportedOnCurrentPlatform(): boolean {
    return process.platform === this.platform
  }

  override async make({ dir, targetArch }: MakerOptions): Promise<string[]> {
    const { default: make }: { default: BuilderMaker } = require(this.packageName)
    return await make({ dir, targetArch })
  }
}

export class MakerAppImage extends MakerByBuilder {
  override readonly name = 'appimage'
  override readonly defaultPlatforms: ForgePlatform[] = ['linux']
  override readonly platform = 'linux'
  override readonly packageName = 'electron-forge-maker-appimage'
}

export class MakerNsis extends MakerByBuilder {
  override readonly name = 'nsis'
  override readonly defaultPlatforms: ForgePlatform[] = ['win32']
  override readonly platform = 'win32'
  override readonly packageName = 'electron-forge-maker-nsis'
}

/** Made by electron-builder itself, which has no package for Forge of these. */
abstract class MakerOfTarget extends MakerByBuilder {
  override readonly packageName = 'electron-builder'
  abstract readonly group: 'linux' | 'win'
  /** Beside electron-builder.yml. */
  readonly extra: Configuration = {}

  override async make({ dir, targetArch }: MakerOptions): Promise<string[]> {
    const { build }: typeof import('electron-builder') = require(this.packageName)
    return await build({
      prepackaged: resolve(dir),
      config: { ...this.extra, directories: { output: join(dirname(resolve(dir)), 'make') } },
      [this.group]: [`${this.name}:${targetArch}`],
    })
  }
}

/** Forge's maker has no release for this Forge, and its last one asks for a package from elsewhere than the registry. */
export class MakerRpm extends MakerOfTarget {
  override readonly name = 'rpm'
  override readonly defaultPlatforms: ForgePlatform[] = ['linux']
  override readonly platform = 'linux'
  override readonly group = 'linux'
  override requiredExternalBinaries: string[] = ['rpmbuild']
}

/** Forge's maker, by WiX, has no release for this Forge either. */
export class MakerMsi extends MakerOfTarget {
  override readonly name = 'msi'
  override readonly defaultPlatforms: ForgePlatform[] = ['win32']
  override readonly platform = 'win32'
  override readonly group = 'win'
  override readonly extra: Configuration = {
    msiProjectCreated: async (project: string) =>
      await writeFile(project, withJoinLinks(await readFile(project, 'utf8'))),
  }
}
