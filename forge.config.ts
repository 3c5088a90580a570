// How Electron Forge bundles, locks and packs the app.

import { FuseV1Options, FuseVersion } from '@electron/fuses'
import { MakerDMG } from '@electron-forge/maker-dmg'
import { MakerZIP } from '@electron-forge/maker-zip'
import { FusesPlugin } from '@electron-forge/plugin-fuses'
import { VitePlugin } from '@electron-forge/plugin-vite'
import type { ForgeConfig } from '@electron-forge/shared-types'
import { MakerAppImage, MakerMsi, MakerNsis, MakerRpm } from './electron/packaging/builder-makers.ts'
import { isLeftOut, UNPACKED_FOLDER } from './electron/packaging/content.ts'
import { MakerDebWithDocuments } from './electron/packaging/deb-maker.ts'
import { DOCUMENT_ICON, DOCUMENT_INFO, DOCUMENT_MIME_TYPE } from './electron/packaging/document-type.ts'

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
    // `.neatwork` files, likewise; macOS looks for their icon in the app.
    extendInfo: DOCUMENT_INFO,
    ...(process.platform === 'darwin' && { extraResource: DOCUMENT_ICON }),
    // OnlyLoadAppFromAsar below needs the archive.
    asar: { unpackDir: UNPACKED_FOLDER },
    ignore: isLeftOut,
    // All dependencies are bundled: the packager has none to look for.
    prune: false,
  },
  makers: [
    new MakerZIP({}),
    new MakerDebWithDocuments({
      options: {
        maintainer: 'The Neatwork maintainers <noreply@neatwork.invalid>',
        section: 'science',
        categories: ['Science'],
        icon: 'assets/icon-512.png',
        mimeType: ['x-scheme-handler/neatwork', DOCUMENT_MIME_TYPE],
      },
    }),
    new MakerAppImage(),
    new MakerRpm(),
    new MakerNsis(),
    new MakerMsi(),
    new MakerDMG({ icon: 'assets/icon.icns' }),
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
