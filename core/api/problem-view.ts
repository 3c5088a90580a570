// What a screen is told of a problem.
import type { Problem } from '../problems/problem.ts'
import type { ProblemView } from './views.ts'

export function problemView({ name, version, summary, inputs, outputs, solvedAt }: Problem): ProblemView {
  return { name, version, summary, inputs, outputs, solvedAt }
}
