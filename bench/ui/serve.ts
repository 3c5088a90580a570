// The process of the bench that stands for the app: serves the page and the api of a made-up run as the app does, and
// measures what its event loop waits. Its parent asks by messages.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { WebHost } from '../../core/node/web/web-host.ts'
import { SyntheticApp } from './synthetic-app.ts'

/** What the parent may ask for, each answered by {@link ServerAnswer}. */
export type ServerQuestion =
  | { readonly kind: 'speed'; readonly speed: number }
  /** What was measured since the last question of this kind. */
  | { readonly kind: 'measured' }

export interface ServerAnswer {
  /** Milliseconds that the event loop was late: the 99th percentile, and the worst. */
  readonly delayMs: { readonly p99: number; readonly worst: number }
  /** The newest generation. */
  readonly generation: number
  readonly residentMegabytes: number
}

const RESOLUTION_MS = 5

const [generations = 10_000, species = 60, workers = 256] = process.argv.slice(2).map(Number)
const app = new SyntheticApp({ generations, species, workers })
const pageFolder = fileURLToPath(new URL('../../dist/renderer', import.meta.url))
const host = await WebHost.listen({ api: app, port: 0, pageFolder })
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
delay.enable()

function answer(): ServerAnswer {
  // The histogram holds the whole time between two looks, of which the timer's own period is no delay.
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS)
  const delayMs = { p99: late(delay.percentile(99)), worst: late(delay.max) }
  delay.reset()
  return { delayMs, generation: app.generation, residentMegabytes: process.memoryUsage.rss() / 2 ** 20 }
}

process.on('message', (question: ServerQuestion) => {
  if (question.kind === 'speed') app.setSpeed(question.speed)
  process.send?.(answer())
})
process.on('disconnect', () => process.exit(0))
process.send?.(host.url)
