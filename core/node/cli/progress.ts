// How far a long command is, as a bar in the last line of a terminal. Pipes, files and programs get none.
import { createLogUpdate } from 'log-update'

/** A bar that may be there. */
export interface Progress {
  /** So many of all are done; `note` says a little more. */
  step(done: number, note?: string): void
  /** The line is free again. */
  end(): void
}

export interface Bar extends Progress {
  /** Writes something above the bar. */
  above(write: () => void): void
}

/** Drawn at most this often. */
const INTERVAL_MS = 100
const NARROWEST = 60

export const NO_PROGRESS: Progress = { step: () => {}, end: () => {} }

export function isDrawable(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && process.env['TERM'] !== 'dumb'
}

export function openBar(stream: NodeJS.WriteStream, what: string, total: number): Bar {
  const update = createLogUpdate(stream, { showCursor: true })
  const startMs = performance.now()
  let drawnMs = Number.NEGATIVE_INFINITY
  let text = ''
  return {
    step(done, note = '') {
      const nowMs = performance.now()
      text = barText({ what, done, total, note, elapsedMs: nowMs - startMs, columns: stream.columns || 80 })
      if (nowMs - drawnMs < INTERVAL_MS && done < total) return
      drawnMs = nowMs
      update(text)
    },
    above(write) {
      update.clear()
      write()
      if (text !== '') update(text)
    },
    end() {
      update.clear()
      update.done()
    },
  }
}

export interface BarState {
  readonly what: string
  readonly done: number
  readonly total: number
  readonly note: string
  readonly elapsedMs: number
  readonly columns: number
}

/** `generations [#####-----] 45/90  50 %  12 s left  best 3.2`, never wider than the terminal. */
export function barText({ what, done, total, note, elapsedMs, columns }: BarState): string {
  const share = total === 0 ? 1 : Math.min(1, done / total)
  const left = done > 0 && done < total ? `  ${duration((elapsedMs * (total - done)) / done)} left` : ''
  const behind = ` ${done}/${total}  ${Math.floor(100 * share)} %${left}${note === '' ? '' : `  ${note}`}`
  const room = Math.min(30, Math.max(0, columns - NARROWEST))
  const filled = Math.round(share * room)
  const bar = room === 0 ? '' : ` [${'#'.repeat(filled)}${'-'.repeat(room - filled)}]`
  return `${what}${bar}${behind}`.slice(0, Math.max(1, columns - 1))
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
