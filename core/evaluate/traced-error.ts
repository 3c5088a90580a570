// An error out of somebody's own code, with the way that led to it.
import { LONGEST_TRACE } from './batch.ts'

/** Says like any other error what was wrong; its trace says where, frame by frame. */
export class TracedError extends Error {
  readonly trace: string

  constructor(message: string, trace: string, options?: ErrorOptions) {
    super(message, options)
    this.trace = trace
  }
}

/** As part of a failure; nothing where the error has no trace. */
export function traceOf(error: unknown): { readonly trace?: string } {
  if (!(error instanceof TracedError) || error.trace === '') return {}
  return { trace: error.trace.slice(0, LONGEST_TRACE) }
}
