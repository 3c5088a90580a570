// electron-builder's makers as Electron Forge knows makers; what they add to the app stands in electron-builder.yml. Its
// packages for AppImage and NSIS still export the bare function of Forge 5, which Forge 8 would call as a class.
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { MakerBase, type MakerOptions } from '@electron-forge/maker-base'
import type { ForgePlatform } from '@electron-forge/shared-types'

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

/** Forge's own makers of these two ask for packages from elsewhere than the registry, or have no release for this Forge. */
abstract class MakerOfTarget extends MakerByBuilder {
  override readonly packageName = 'electron-builder'
  abstract readonly group: 'linux' | 'mac'

  override async make({ dir, targetArch }: MakerOptions): Promise<string[]> {
    const { build }: typeof import('electron-builder') = require(this.packageName)
    return await build({
      prepackaged: resolve(dir),
      config: { directories: { output: join(dirname(resolve(dir)), 'make') } },
      [this.group]: [`${this.name}:${targetArch}`],
    })
  }
}

export class MakerRpm extends MakerOfTarget {
  override readonly name = 'rpm'
  override readonly defaultPlatforms: ForgePlatform[] = ['linux']
  override readonly platform = 'linux'
  override readonly group = 'linux'
  override requiredExternalBinaries: string[] = ['rpmbuild']
}

export class MakerDmg extends MakerOfTarget {
  override readonly name = 'dmg'
  override readonly defaultPlatforms: ForgePlatform[] = ['darwin']
  override readonly platform = 'darwin'
  override readonly group = 'mac'
}
