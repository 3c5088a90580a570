// Problems by what somebody looks for.
import type { ProblemView } from '../../core/api/views.ts'

/** Those whose name, summary, inputs or outputs hold every word. */
export function problemsWith(problems: readonly ProblemView[], words: string): readonly ProblemView[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return problems.filter(({ name, summary, inputs, outputs }) => {
    const text = [name.replaceAll('-', ' '), name, summary, ...inputs, ...outputs].join(' ').toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}
