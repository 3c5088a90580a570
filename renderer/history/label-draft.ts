// A run's name, tags and notes as typed. Pure.
import { LONGEST_TAG, MOST_TAGS } from '../../core/api/limits.ts'
import type { RunLabel } from '../../core/api/saved-runs.ts'
import { texts } from '../ui/texts.ts'

export interface LabelDraft {
  readonly title: string
  /** With commas between them. */
  readonly tags: string
  readonly text: string
}

export function draftOf({ title, tags, text }: RunLabel): LabelDraft {
  return { title, tags: tags.join(', '), text }
}

export function labelOf({ title, tags, text }: LabelDraft): RunLabel {
  return { title: title.trim(), tags: tagsIn(tags), text }
}

/** What is wrong with the tags as typed, or null. */
export function tagsIssue(typed: string): string | null {
  const tags = tagsIn(typed)
  const long = tags.find((tag) => tag.length > LONGEST_TAG)
  if (long !== undefined) return texts.history.label.longTag(long, LONGEST_TAG)
  return tags.length > MOST_TAGS ? texts.history.label.tooManyTags(MOST_TAGS) : null
}

function tagsIn(typed: string): readonly string[] {
  const tags = typed.split(',').map((tag) => tag.trim())
  return [...new Set(tags.filter((tag) => tag !== ''))]
}
