// dialog: nobody sits at this machine; a spec says what would be chosen.

class Dialog {
  /** What the next dialogs return. */
  chosen: string[] = []

  async showOpenDialog(): Promise<{ canceled: boolean; filePaths: string[] }> {
    const filePaths = this.chosen
    return { canceled: filePaths.length === 0, filePaths }
  }
}

export const dialog = new Dialog()
