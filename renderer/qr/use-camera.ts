// The camera, as long as the dialog that needs it is open, read a few times a second.
import { type RefObject, useEffect, useRef, useState } from 'react'

/** `none`: this machine or this page has no camera that may be used. */
export type CameraState = 'asking' | 'on' | 'refused' | 'none'

const LOOK_MS = 150

export function useCamera(onRead: (text: string) => void): {
  readonly video: RefObject<HTMLVideoElement | null>
  readonly state: CameraState
} {
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<CameraState>(hasCamera() ? 'asking' : 'none')
  useEffect(() => {
    if (!hasCamera()) return
    const ended = new AbortController()
    follow(video, ended.signal, { onRead, onState: setState })
    return () => ended.abort()
  }, [onRead])
  return { video, state }
}

interface Follower {
  readonly onRead: (text: string) => void
  readonly onState: (state: CameraState) => void
}

/** Cameras are for secure pages only; elsewhere the browser has none at all. */
function hasCamera(): boolean {
  return navigator.mediaDevices?.getUserMedia !== undefined
}

function follow(video: RefObject<HTMLVideoElement | null>, ended: AbortSignal, follower: Follower): void {
  const { onRead, onState } = follower
  navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }).then(
    async (stream) => {
      const stop = (): void => {
        for (const track of stream.getTracks()) track.stop()
      }
      ended.addEventListener('abort', stop)
      const element = video.current
      if (ended.aborted || element === null) return stop()
      element.srcObject = stream
      await element.play()
      onState('on')
      const { readFrame } = await import('./read-qr.ts')
      const timer = setInterval(() => {
        const text = readFrame(element, { width: element.videoWidth, height: element.videoHeight })
        if (text !== null) onRead(text)
      }, LOOK_MS)
      ended.addEventListener('abort', () => clearInterval(timer))
    },
    (reason: unknown) => {
      const isRefused = reason instanceof DOMException && reason.name === 'NotAllowedError'
      if (!ended.aborted) onState(isRefused ? 'refused' : 'none')
    },
  )
}
