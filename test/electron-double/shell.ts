// shell: remembers what it was asked to open and opens nothing; its recycle bin is no more than a list.
import { rm } from 'node:fs/promises'

class Shell {
  readonly opened: string[] = []
  readonly trashed: string[] = []

  async openPath(path: string): Promise<string> {
    this.opened.push(path)
    return ''
  }

  async trashItem(path: string): Promise<void> {
    await rm(path, { recursive: true })
    this.trashed.push(path)
  }

  async openExternal(url: string): Promise<void> {
    this.opened.push(url)
  }
}

export const shell = new Shell()
