// How Electron Forge bundles, locks and packs the app.

import { FuseV1Options, FuseVersion } from '@electron/fuses'
import { MakerDeb } from '@electron-forge/maker-deb'
import { MakerZIP } from '@electron-forge/maker-zip'
import { FusesPlugin } from '@electron-forge/plugin-fuses'
import { VitePlugin } from '@electron-forge/plugin-vite'
import type { ForgeConfig } from '@electron-forge/shared-types'
import { MakerAppImage, MakerDmg, MakerNsis, MakerRpm } from './electron/packaging/builder-makers.ts'
import { isLeftOut, UNPACKED_FOLDER } from './electron/packaging/content.ts'

const config: ForgeConfig = {
  packagerConfig: {
    name: 'Neatwork',
    executableName: 'neatwork',
    appBundleId: 'org.neatwork.app',
    appCategoryType: 'public.app-category.education',
    // Each system takes its own of icon.ico and icon.icns; a window on Linux has its desktop file's.
    icon: 'assets/icon',
    // Join links, in Info.plist; for the other systems below and in electron-builder.yml.
    protocols: [{ name: 'Neatwork join link', schemes: ['neatwork'] }],
    // OnlyLoadAppFromAsar below needs the archive.
    asar: { unpackDir: UNPACKED_FOLDER },
    ignore: isLeftOut,
    // All dependencies are bundled: the packager has none to look for.
    prune: false,
  },
  makers: [
    new MakerZIP({}),
    new MakerDeb({
      options: {
        maintainer: 'The Neatwork maintainers <noreply@neatwork.invalid>',
        section: 'science',
        categories: ['Science', 'Education'],
        icon: 'assets/icon-512.png',
        mimeType: ['x-scheme-handler/neatwork'],
      },
    }),
    new MakerAppImage(),
    new MakerRpm(),
    new MakerNsis(),
    new MakerDmg(),
  ],
  plugins: [
    new VitePlugin({
      build: [
        { entry: 'electron/main.ts', config: 'vite.main.config.ts', target: 'main' },
        { entry: 'core/node/threads/evaluator-thread.ts', config: 'vite.main.config.ts', target: 'main' },
        { entry: 'core/node/own/own-process.ts', config: 'vite.main.config.ts', target: 'main' },
        { entry: 'electron/preload.ts', config: 'vite.preload.config.ts', target: 'preload' },
      ],
      renderer: [{ name: 'main_window', config: 'vite.renderer.config.ts' }],
    }),
    new FusesPlugin({
      version: FuseVersion.V1,
      [FuseV1Options.RunAsNode]: false,
      [FuseV1Options.EnableCookieEncryption]: true,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: false,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
      [FuseV1Options.OnlyLoadAppFromAsar]: true,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    }),
  ],
}

export default config
