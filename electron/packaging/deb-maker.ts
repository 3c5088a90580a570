// Forge's maker of Debian packages, which also puts in what a desktop is told of `.neatwork` files: the installer that it
// calls has no option for more files. dpkg's triggers of shared-mime-info and of the icon theme do the rest.
import { join, resolve } from 'node:path'
import type { MakerOptions } from '@electron-forge/maker-base'
import { debianArch, MakerDeb } from '@electron-forge/maker-deb'
import { putDocumentFiles } from './document-type.ts'

export class MakerDebWithDocuments extends MakerDeb {
  override async make({ dir, makeDir, targetArch }: MakerOptions): Promise<string[]> {
    // Where this maker can't run, its installer isn't installed.
    const { Installer } = await import('electron-installer-debian')
    class WithDocuments extends Installer {
      override get contentFunctions() {
        return [...super.contentFunctions, 'copyDocumentFiles']
      }

      async copyDocumentFiles(): Promise<void> {
        await putDocumentFiles(join(this.stagingDir, this.baseAppDir))
      }
    }
    const folder = resolve(makeDir, 'deb', targetArch)
    await this.ensureDirectory(folder)
    const installer = new WithDocuments({
      options: {},
      ...this.config,
      ...{ arch: debianArch(targetArch), src: dir, dest: folder },
      rename: (into: string) => join(into, '<%= name %>_<%= version %>_<%= arch %>.deb'),
      logger: () => {},
    })
    await installer.generateDefaults()
    installer.generateOptions()
    await installer.createStagingDir()
    await installer.createContents()
    await installer.createPackage()
    await installer.movePackage()
    return installer.options.packagePaths
  }
}
