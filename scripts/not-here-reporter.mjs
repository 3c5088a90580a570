// A reporter of Vitest for the summary of npm test: what tests say is not here, and why, one line each.
import { writeFileSync } from 'node:fs'

const MARK = 'not here: '

export default class NotHereReporter {
  #lines = new Set()

  onUserConsoleLog({ content }) {
    for (const line of content.split('\n'))
      if (line.startsWith(MARK)) this.#lines.add(line.slice(MARK.length))
  }

  onTestRunEnd() {
    const file = process.env.NEATWORK_NOT_HERE
    if (file !== undefined) writeFileSync(file, JSON.stringify([...this.#lines].sort()))
  }
}
