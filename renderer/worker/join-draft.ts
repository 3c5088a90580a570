// What is typed into the form that joins a master, and the request that it makes. Pure.
import type { JoinRequest } from '../../core/api/commands.ts'
import { texts } from '../ui/texts.ts'

export interface JoinDraft {
  readonly link: string
  readonly code: string
  /** Empty: all cores but one. */
  readonly slots: string
  /** Empty: the machine's name. */
  readonly name: string
  readonly isOnlyWhenIdle: boolean
  readonly restMinutes: string
}

const MOST_SLOTS = 1024
const MOST_MINUTES = 1440

/** Five minutes, as the terminal's --only-when-idle. */
export function newJoinDraft(link: string): JoinDraft {
  return { link, code: '', slots: '', name: '', isOnlyWhenIdle: false, restMinutes: '5' }
}

export interface JoinIssues {
  readonly slots: string | null
  readonly restMinutes: string | null
}

export function joinIssues({ slots, restMinutes }: JoinDraft): JoinIssues {
  const isFine = slots.trim() === '' || isWhole(slots, MOST_SLOTS)
  return {
    slots: isFine ? null : texts.setup.whole(1, MOST_SLOTS),
    restMinutes: isWhole(restMinutes, MOST_MINUTES) ? null : texts.setup.whole(1, MOST_MINUTES),
  }
}

/** null as long as something is missing or wrong. */
export function joinRequestOf(draft: JoinDraft): JoinRequest | null {
  const { link, code, slots, name, isOnlyWhenIdle, restMinutes } = draft
  const issues = joinIssues(draft)
  if (link.trim() === '' || issues.slots !== null) return null
  if (isOnlyWhenIdle && issues.restMinutes !== null) return null
  return {
    link: link.trim(),
    ...(code.trim() === '' ? {} : { code: code.trim() }),
    slots: slots.trim() === '' ? null : Number(slots),
    name: name.trim() === '' ? null : name.trim(),
    ...(isOnlyWhenIdle ? { onlyWhenIdle: Number(restMinutes) } : {}),
  }
}

function isWhole(text: string, most: number): boolean {
  return /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most
}
