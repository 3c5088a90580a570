// shell: remembers what it was asked to open and opens nothing.

class Shell {
  readonly opened: string[] = []

  async openPath(path: string): Promise<string> {
    this.opened.push(path)
    return ''
  }

  async openExternal(url: string): Promise<void> {
    this.opened.push(url)
  }
}

export const shell = new Shell()
