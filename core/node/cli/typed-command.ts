// A word that somebody types at a running command. Where nobody can type, nothing is read.
import { stdin } from 'node:process'
import { createInterface } from 'node:readline'
import type { Terminal } from './terminal.ts'

/** Calls `act` when `word` and Enter are typed, and says that they may be. Returns how to stop listening. */
export function onTyped(word: string, act: () => void, terminal: Terminal): () => void {
  if (!stdin.isTTY || terminal.json) return () => {}
  terminal.line(`Type ${word} and Enter to leave once the work in hand is done; Ctrl-C leaves at once.`)
  const lines = createInterface({ input: stdin, terminal: false })
  lines.on('line', (line) => line.trim() === word && act())
  return () => {
    lines.close()
    stdin.unref()
  }
}
