// A sentence that matters: good news, a warning, an error.
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import type { JSX, ReactNode } from 'react'
import type { TestId } from './test-ids.ts'

interface NoticeProps {
  readonly tone: 'good' | 'warn' | 'bad'
  readonly testId?: TestId
  readonly children: ReactNode
}

const ICONS = { good: CircleCheck, warn: TriangleAlert, bad: CircleAlert } as const

export function Notice({ tone, testId, children }: NoticeProps): JSX.Element {
  const Icon = ICONS[tone]
  return (
    <div className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'} data-testid={testId}>
      <Icon size={18} aria-hidden />
      <div>{children}</div>
    </div>
  )
}
