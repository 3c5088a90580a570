// clipboard: one text, that of this process.

class Clipboard {
  #text = ''

  writeText(text: string): void {
    this.#text = text
  }

  readText(): string {
    return this.#text
  }
}

export const clipboard = new Clipboard()
