// What somebody asked for and did not get: the sentence of the command that failed, until the next one is given.
import { type JSX, useCallback, useState } from 'react'
import { messageOf } from '../store.ts'
import { Notice } from './notice.tsx'

/** null where nothing failed. */
export function CommandError({ message }: { readonly message: string | null }): JSX.Element | null {
  if (message === null) return null
  return (
    <Notice tone="bad" testId="command-error" isAnswer>
      {message}
    </Notice>
  )
}

/** What is under way is handed to `act`, the same function for ever; `error` is what it failed of. */
export function useActs(): readonly [error: string | null, act: (work: Promise<unknown>) => void] {
  const [error, setError] = useState<string | null>(null)
  const act = useCallback((work: Promise<unknown>) => {
    setError(null)
    work.catch((reason) => setError(messageOf(reason)))
  }, [])
  return [error, act]
}

/**
 * For a form that is gone once it was sent: `isSending` holds from the beginning of `send` until the work fails, whose
 * sentence `onError` gets. `onError(null)` takes back what was said before.
 */
export function useSending(
  onError: (message: string | null) => void,
): readonly [isSending: boolean, send: (work: () => Promise<unknown>) => Promise<void>] {
  const [isSending, setSending] = useState(false)
  const send = async (work: () => Promise<unknown>): Promise<void> => {
    setSending(true)
    onError(null)
    try {
      await work()
    } catch (reason) {
      onError(messageOf(reason))
      setSending(false)
    }
  }
  return [isSending, send]
}
