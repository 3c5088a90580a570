// Ends this process when it takes more memory than it may, or when its owner is gone while it is busy: a thread looks,
// for the code that is watched may never come back.
import { Worker } from 'node:worker_threads'

const LOOK_MS = 100

/** What the process says on standard error, last of all, when it took too much; the number is what it took, in MB. */
export const TOO_MUCH_MEMORY = 'neatwork: out of memory, megabytes:'

// As text, so that it needs no file of its own wherever the app's files were bundled to.
const WATCHER = `
const { writeSync } = require('node:fs')
const { workerData } = require('node:worker_threads')
const owner = process.ppid
setInterval(() => {
  const megabytes = process.memoryUsage.rss() / 1e6
  if (megabytes > workerData.limitMb) {
    try { writeSync(2, '\\n' + workerData.words + ' ' + Math.round(megabytes) + '\\n') } catch {}
    process.kill(process.pid, 'SIGKILL')
  }
  if (process.ppid !== owner) process.kill(process.pid, 'SIGKILL')
}, workerData.lookMs)
`

/** `limitMb`: resident megabytes of the whole process. */
export function watchMemory(limitMb: number): void {
  const workerData = { limitMb, lookMs: LOOK_MS, words: TOO_MUCH_MEMORY }
  new Worker(WATCHER, { eval: true, workerData }).unref()
}
