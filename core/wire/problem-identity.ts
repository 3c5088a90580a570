// What a master says of the problem of its run.
import type { Problem } from '../problems/problem.ts'
import { problemHash } from '../problems/problem-hash.ts'
import type { ProblemIdentity } from './messages.ts'

/** Name, version and fingerprint; of a problem on a declared substrate also what it is made of. */
export function problemIdentity(problem: Problem): ProblemIdentity {
  const { name, version, declared } = problem
  const identity = { name, version, hash: problemHash(problem) }
  if (declared === undefined) return identity
  const { substrate } = declared
  const known = declared.problem
  const base = { name: known.name, version: known.version, hash: problemHash(known) }
  return { ...identity, declared: { problem: base, substrate } }
}
