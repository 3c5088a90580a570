// How large an element is drawn, in whole pixels.
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { Size } from './place.ts'

/** null until the element was drawn, and while it is hidden. */
export function useSize<Kind extends HTMLElement>(): readonly [RefObject<Kind | null>, Size | null] {
  const ref = useRef<Kind>(null)
  return [ref, useSizeOf(ref)]
}

/** Of an element that somebody else holds already. */
export function useSizeOf(ref: RefObject<Element | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = () => {
      const width = Math.floor(element.clientWidth)
      const height = Math.floor(element.clientHeight)
      const isSeen = width > 0 && height > 0
      setSize((before) =>
        !isSeen || (before?.width === width && before.height === height) ? before : { width, height },
      )
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [ref])
  return size
}
