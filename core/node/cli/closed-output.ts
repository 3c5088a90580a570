// Whoever read the output has gone, as `| head` does after its lines: an end like any other, and no error with a trace.
import process, { kill, pid, stderr, stdout } from 'node:process'

const isClosed = (error: NodeJS.ErrnoException) => error.code === 'EPIPE'

/**
 * A closed standard output asks for the same clean end as SIGTERM, once; a closed standard error costs its lines only.
 * Whoever listens for the signal is told directly: sent to oneself it would end a process on Windows at once.
 */
export function endWhenNobodyReads(): void {
  let asked = false
  stdout.on('error', (error) => {
    if (!isClosed(error)) throw error
    if (!asked && !process.emit('SIGTERM')) kill(pid, 'SIGTERM')
    asked = true
  })
  stderr.on('error', (error) => {
    if (!isClosed(error)) throw error
  })
}
