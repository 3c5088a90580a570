// What systems are told of `.neatwork` files where electron-builder.yml isn't read: in an app for macOS, and in a Debian
// package.
import { copyFile, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export const DOCUMENT_MIME_TYPE = 'application/vnd.neatwork.run+zip'
/** In the app's resources on macOS, where Info.plist finds it by its name. */
export const DOCUMENT_ICON = 'assets/document.icns'

const UTI = 'org.neatwork.run'

/** For Info.plist. */
export const DOCUMENT_INFO = {
  CFBundleDocumentTypes: [
    {
      CFBundleTypeName: 'Neatwork run',
      CFBundleTypeRole: 'Editor',
      CFBundleTypeIconFile: 'document.icns',
      LSHandlerRank: 'Owner',
      LSItemContentTypes: [UTI],
    },
  ],
  UTExportedTypeDeclarations: [
    {
      UTTypeIdentifier: UTI,
      UTTypeDescription: 'Neatwork run',
      UTTypeConformsTo: ['public.data'],
      UTTypeIconFile: 'document.icns',
      UTTypeTagSpecification: {
        'public.filename-extension': ['neatwork'],
        'public.mime-type': [DOCUMENT_MIME_TYPE],
      },
    },
  ],
}

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512]

/** Files of the project, and where a Linux desktop looks for them below `/usr`. */
export const DOCUMENT_FILES: readonly (readonly [from: string, to: string])[] = [
  // After neatwork.xml, by which electron-builder gives the type an icon of its own choice: the last one counts.
  ['assets/neatwork-mime.xml', 'share/mime/packages/org.neatwork.app.xml'],
  ...SIZES.map((size): readonly [string, string] => [
    `assets/document-${size}.png`,
    `share/icons/hicolor/${size}x${size}/mimetypes/${DOCUMENT_MIME_TYPE.replace('/', '-')}.png`,
  ]),
]

/** Copies these files into `tree`, the package's `/usr`. */
export async function putDocumentFiles(tree: string): Promise<void> {
  for (const [from, to] of DOCUMENT_FILES) {
    await mkdir(dirname(join(tree, to)), { recursive: true })
    await copyFile(join(import.meta.dirname, '../..', from), join(tree, to))
  }
}
