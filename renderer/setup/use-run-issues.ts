// What the host says of the run that the form stands for, asked a moment after the last key.
import { useEffect, useState } from 'react'
import type { RunRequest } from '../../core/api/commands.ts'
import { command } from '../store.ts'

const PAUSE_MS = 250
const NONE: ReadonlyMap<string, string> = new Map()

/** By path of the setting. Nothing while the form's own fields are wrong: those say so themselves. */
export function useRunIssues(request: RunRequest | null): ReadonlyMap<string, string> {
  const [issues, setIssues] = useState(NONE)
  const asked = request === null ? null : JSON.stringify(request)
  useEffect(() => {
    if (asked === null) return setIssues(NONE)
    let isStale = false
    const timer = setTimeout(() => {
      command('checkRun', JSON.parse(asked))
        .then((found) => isStale || setIssues(new Map(found.map(({ path, message }) => [path, message]))))
        .catch(() => isStale || setIssues(NONE)) // the start will say what is wrong
    }, PAUSE_MS)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [asked])
  return issues
}
