// What a master says of the problem of its run.
import type { Problem } from '../problems/problem.ts'
import { problemHash } from '../problems/problem-hash.ts'
import type { ProblemIdentity } from './messages.ts'

/** Name, version and fingerprint; of one for which people declared something also what it is made of. */
export function problemIdentity(problem: Problem): ProblemIdentity {
  const { declared } = problem
  const identity = identityByItself(problem)
  if (declared === undefined) return identity
  return { ...identity, declared: { ...declared, problem: identityByItself(declared.problem) } }
}

/** Name, version, fingerprint and, where it is somebody's own, the name of its file and function. */
export function identityByItself(problem: Problem): ProblemIdentity {
  const { name, version, own } = problem
  const file = own?.file.split(/[\\/]/).at(-1)
  const ownFile = own?.entry ? `${file}:${own.entry}` : file
  const hash = problemHash(problem)
  if (own?.isOpen === true) return { name, version, hash, isOpen: true }
  return { name, version, hash, ...(ownFile !== undefined && { ownFile }) }
}
