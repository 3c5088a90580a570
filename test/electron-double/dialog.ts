// dialog: nobody sits at this machine; a spec says what would be chosen.

interface MessageBox {
  readonly message: string
  readonly detail?: string
  readonly buttons?: readonly string[]
  readonly cancelId?: number
}

class Dialog {
  /** What the next dialogs return. */
  chosen: string[] = []

  /** The button that is pressed in the next message boxes; null presses what Escape would. */
  response: number | null = null
  /** Message boxes that were shown, oldest first; the double's own. */
  readonly messages: MessageBox[] = []

  async showMessageBox(...args: readonly unknown[]): Promise<{ response: number; checkboxChecked: boolean }> {
    const options = args.at(-1) as MessageBox
    this.messages.push(options)
    return { response: this.response ?? options.cancelId ?? 0, checkboxChecked: false }
  }

  async showSaveDialog(): Promise<{ canceled: boolean; filePath: string }> {
    const [filePath = ''] = this.chosen
    return { canceled: filePath === '', filePath }
  }

  async showOpenDialog(): Promise<{ canceled: boolean; filePaths: string[] }> {
    const filePaths = this.chosen
    return { canceled: filePaths.length === 0, filePaths }
  }
}

export const dialog = new Dialog()
