// What somebody's own code prints: passed on line by line, but never more than people can read, and the end of it kept to
// tell why a process died.
import { TOO_MUCH_MEMORY } from './memory-watch.ts'

/** Lines of one process that are passed on; the rest is counted in the last of them. */
const LINES = 50
const LONGEST_LINE = 300
const KEPT = 4000

export interface LastWords {
  add(text: string): void
  /** Why it died, as far as its last words tell. */
  reason(how: string, limitMb: number): string
}

export function lastWords(print: (line: string) => void): LastWords {
  let kept = ''
  let unfinished = ''
  let printed = 0
  return {
    add(text) {
      kept = (kept + text).slice(-KEPT)
      const lines = (unfinished + text).split('\n')
      unfinished = (lines.pop() ?? '').slice(0, LONGEST_LINE)
      for (const line of lines) {
        if (printed > LINES) return
        printed++
        if (printed > LINES) print('and more, which is not shown.')
        else if (line.trim() !== '' && !line.startsWith(TOO_MUCH_MEMORY)) print(line.slice(0, LONGEST_LINE))
      }
    },
    reason(how, limitMb) {
      const tooMuch = new RegExp(`${TOO_MUCH_MEMORY} (\\d+)`).exec(kept)?.[1]
      if (tooMuch !== undefined) {
        return `it took ${tooMuch} MB of memory, and a slot may take ${limitMb} MB`
      }
      if (kept.includes('JavaScript heap out of memory')) {
        return `it ran out of memory; a slot may take ${limitMb} MB`
      }
      const error = /^(?:Uncaught )?(\w*Error: .*)$/m.exec(kept)?.[1]
      return `its process ended with ${how}${error === undefined ? '' : ` after ${error.slice(0, LONGEST_LINE)}`}`
    },
  }
}
