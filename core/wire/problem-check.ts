// Whether a worker has the problem that a master asks for, bit for bit. It evaluates nothing.
import type { OnSubstrate } from '../problems/problem.ts'
import { otherProblem } from './admission.ts'
import type { ProblemIdentity } from './messages.ts'
import type { WorkerSettings } from './worker-state.ts'

type Checked =
  | { readonly ok: true; readonly declared: OnSubstrate | null }
  | { readonly ok: false; readonly message: string }

/** A problem on a declared substrate is made anew here, and its hash compared. */
export function checkAsked(problem: ProblemIdentity, { hello, declaredHash }: WorkerSettings): Checked {
  const { declared } = problem
  const known = declared?.problem ?? problem
  const own = hello.problems.find(({ name }) => name === known.name)
  if (own?.hash !== known.hash || own.version !== known.version) {
    return { ok: false, message: otherProblem(known, own?.hash ?? null) }
  }
  if (declared === undefined) return { ok: true, declared: null }
  const painted = { problem: known.name, substrate: declared.substrate }
  const hash = declaredHash?.(painted) ?? null
  return hash === problem.hash
    ? { ok: true, declared: painted }
    : { ok: false, message: otherProblem(problem, hash) }
}
