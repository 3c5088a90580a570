// The newest of a value that changes all the time, at a pace that people can follow and charts can draw.
import { startTransition, useEffect, useRef, useState } from 'react'

/** At most one new value per `intervalMs`; the last one always arrives. */
export function useSettled<Value>(value: Value, intervalMs: number): Value {
  const [settled, setSettled] = useState(value)
  const latest = useRef(value)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => {
    latest.current = value
    timer.current ??= setTimeout(() => {
      timer.current = null
      // Drawing may take longer than a frame: what people do meanwhile goes first.
      startTransition(() => setSettled(latest.current))
    }, intervalMs)
  }, [value, intervalMs])
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = null
    },
    [],
  )
  return settled
}
