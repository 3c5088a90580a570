// Why a run folder can't be used, in one sentence for people.
import type { Parsed } from '../../base/config-issue.ts'
import { issuesText } from '../../base/config-issue.ts'

export class RunFolderError extends Error {
  override readonly name = 'RunFolderError'
  readonly code: 'exists' | 'missing' | 'damaged' | 'unwritable'
  constructor(code: RunFolderError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

export function sound<Value>(path: string, file: string, parsed: Parsed<Value>): Value {
  if (parsed.ok) return parsed.value
  throw damaged(path, file, issuesText(parsed.issues.slice(0, 3)))
}

export function damaged(path: string, file: string, what: string): RunFolderError {
  return new RunFolderError('damaged', `${file} in ${path} is damaged: ${what}. Restore it from a copy.`)
}

/** Errors of the file system in one sentence that says what to do. */
export async function explained<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof RunFolderError || !(error instanceof Error)) throw error
    const code = 'code' in error ? String(error.code) : 'unknown error'
    const advice =
      code === 'ENOSPC'
        ? 'The disk is full; make room and resume.'
        : 'Check the path and the rights of this account.'
    throw new RunFolderError('unwritable', `The run folder ${path} can't be used (${code}). ${advice}`, {
      cause: error,
    })
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
