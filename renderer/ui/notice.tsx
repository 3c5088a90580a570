// A sentence that matters: good news, a warning, an error.
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { type JSX, type ReactNode, useEffect, useRef } from 'react'
import type { TestId } from './test-ids.ts'

interface NoticeProps {
  readonly tone: 'good' | 'warn' | 'bad'
  readonly testId?: TestId
  /** To what somebody has just asked for, perhaps far below: it comes into view. */
  readonly isAnswer?: boolean
  readonly children: ReactNode
}

const ICONS = { good: CircleCheck, warn: TriangleAlert, bad: CircleAlert } as const

export function Notice({ tone, testId, isAnswer = false, children }: NoticeProps): JSX.Element {
  const Icon = ICONS[tone]
  const place = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sentence is another answer
  useEffect(() => {
    // Its promise, which newer browsers return, is nothing that React could call.
    if (isAnswer) void place.current?.scrollIntoView({ block: 'nearest' })
  }, [isAnswer, children])
  return (
    <div
      ref={place}
      className={`notice ${tone}`}
      role={tone === 'bad' ? 'alert' : 'status'}
      data-testid={testId}
    >
      <Icon size={18} aria-hidden />
      <div>{children}</div>
    </div>
  )
}
