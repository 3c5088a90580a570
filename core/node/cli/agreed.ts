// A question to whoever sits at the terminal.
import { createInterface } from 'node:readline/promises'

/** Whether somebody at a terminal says yes; nobody there means no. */
export async function agreed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await lines.question(`${question} [y/N] `)
  lines.close()
  return /^y(es)?$/i.test(answer.trim())
}
