// In a browser: tells who looks elsewhere what became of the run, where they asked for it; and keeps this machine awake
// while it works for a page that is seen. In the desktop app its main process does both.
import { useEffect, useRef, useState } from 'react'
import { type NewsSource, newsOf } from '../../core/api/run-news.ts'
import { useRun } from '../store.ts'
import { remember, remembered } from '../ui/remembered.ts'
import { texts } from '../ui/texts.ts'

export interface Notices {
  /** `unasked` once: a click asks the browser. `refused`: the browser's own settings say no. */
  readonly state: 'on' | 'off' | 'refused'
  toggle(): void
}

/** null where notifications are not the page's business, or there are none. */
export function useNotices(): Notices | null {
  const isPossible = window.neatwork === undefined && 'Notification' in window && window.isSecureContext
  const [isWanted, setWanted] = useState(() => remembered('notices') === true)
  const [permission, setPermission] = useState(isPossible ? Notification.permission : 'denied')
  useTelling(isPossible && isWanted && permission === 'granted')
  if (!isPossible) return null
  const isOn = isWanted && permission === 'granted'
  return {
    state: permission === 'denied' ? 'refused' : isOn ? 'on' : 'off',
    toggle() {
      remember('notices', isOn ? null : true)
      setWanted(!isOn)
      if (!isOn) void Notification.requestPermission().then(setPermission)
    },
  }
}

function useTelling(isOn: boolean): void {
  const status = useRun((run) => run.status)
  const stall = useRun((run) => run.progress.stall)
  const problem = useRun((run) => run.problem.name)
  const before = useRef<NewsSource | null>(null)
  useEffect(() => {
    const news = newsOf(before.current, { status, stall })
    before.current = { status, stall }
    // Who sees the page has no need to be told.
    if (news === null || !isOn || document.visibilityState === 'visible') return
    const { title, body } = texts.run.news(problem, news)
    new Notification(title, { body, tag: 'neatwork-run', icon: './icon.svg' })
  }, [status, stall, problem, isOn])
}

const THIS_MACHINE = new Set(['localhost', '127.0.0.1', '[::1]'])

/** While the run goes on, on this very machine. */
export function useAwake(): void {
  const isGoing = useRun(({ status }) => status.kind === 'running' || status.kind === 'waiting')
  const isHere = THIS_MACHINE.has(window.location.hostname) && window.neatwork === undefined
  useEffect(() => {
    if (!isGoing || !isHere || !('wakeLock' in navigator)) return
    let lock: WakeLockSentinel | null = null
    let isOver = false
    const take = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return
      // A battery that is low says no; the run goes on all the same.
      const taken = await navigator.wakeLock.request('screen').catch(() => null)
      if (isOver) await taken?.release()
      else lock = taken
    }
    // The browser takes it away from a page that isn't seen.
    const again = () => void take()
    void take()
    document.addEventListener('visibilitychange', again)
    return () => {
      isOver = true
      document.removeEventListener('visibilitychange', again)
      void lock?.release()
    }
  }, [isGoing, isHere])
}
