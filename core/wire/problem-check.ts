// Whether a worker has the problem that a master asks for, bit for bit. It evaluates nothing.
import type { Declaration } from '../problems/problem.ts'
import { otherProblem } from './admission.ts'
import type { ProblemIdentity } from './messages.ts'
import type { WorkerSettings } from './worker-state.ts'

type Checked =
  | { readonly ok: true; readonly declared: Declaration | null }
  | { readonly ok: false; readonly message: string }

/** A problem with declared data or on a declared substrate is made anew here, and its hash compared. */
export function checkAsked(problem: ProblemIdentity, { hello, declaredHash }: WorkerSettings): Checked {
  const { declared } = problem
  const known = declared?.problem ?? problem
  const own = hello.problems.find(({ name }) => name === known.name)
  if (own?.hash !== known.hash || own.version !== known.version) {
    return { ok: false, message: otherProblem(known, own?.hash ?? null) }
  }
  if (declared === undefined) return { ok: true, declared: null }
  const { table, substrate } = declared
  const asked = { problem: known.name, table, substrate }
  const hash = declaredHash?.(asked) ?? null
  return hash === problem.hash
    ? { ok: true, declared: asked }
    : { ok: false, message: otherProblem(problem, hash) }
}
