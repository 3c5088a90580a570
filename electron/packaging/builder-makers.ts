// electron-builder's AppImage and NSIS makers as Electron Forge knows makers. Their packages still export the bare
// function of Forge 5, which Forge 8 would call as a class.
import { createRequire } from 'node:module'
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
