// Whether a worker may come in, and what it is told: the rules of the handshake, without its state.

import { harmlessLine } from '../base/harmless-text.ts'
import { type FrameHeader, PROTOCOL_VERSION } from './frame.ts'
import { decodeControl, type Hello, type ProblemIdentity, type RuntimeVersions } from './messages.ts'

export interface Refusal {
  readonly code: 'protocol' | 'handshake' | 'token' | 'problem' | 'busy' | 'removed' | 'barred' | 'code'
  readonly message: string
}

export interface AdmissionRules {
  readonly appVersion: string
  /** The master's own. */
  readonly runtime: RuntimeVersions
  /** Compares in constant time. */
  readonly isToken: (candidate: string) => boolean
}

export type Admission =
  | { readonly ok: true; readonly hello: Hello }
  | { readonly ok: false; readonly refusal: Refusal }

/** Reads a first frame. A peer without the token learns that it has none, and nothing else. */
export function admit({ protocolVersion, type, body }: FrameHeader, rules: AdmissionRules): Admission {
  if (protocolVersion !== PROTOCOL_VERSION) return refuse('protocol', protocolMismatch(protocolVersion))
  if (type !== 'hello') return refuse('handshake', 'A worker has to introduce itself first.')
  const hello = decodeControl('hello', body)
  if (!hello.ok) return refuse('handshake', `The introduction could not be read: ${hello.error.message}.`)
  if (!rules.isToken(hello.value.token)) {
    return refuse('token', "The join link's token is wrong. Copy the link anew from the master.")
  }
  return { ok: true, hello: { ...hello.value, label: harmlessLine(hello.value.label) } }
}

export const REMOVED: Refusal = {
  code: 'removed',
  message: 'This worker was removed by the people at the master.',
}

/** Why a worker leaves that a master has asked to. */
export const DRAINED = 'the people at the master have asked it to'

/** By address: a key and a label are the worker's own words. */
export const BARRED: Refusal = {
  code: 'barred',
  message: 'This machine was barred by the people at the master.',
}

function refuse(code: Refusal['code'], message: string): Admission {
  return { ok: false, refusal: { code, message } }
}

function protocolMismatch(theirs: number): string {
  return (
    `The worker speaks protocol version ${theirs}, this master version ${PROTOCOL_VERSION}. ` +
    'Install the same Neatwork on both machines.'
  )
}

/** Why a worker can't evaluate `asked`, or null when it can; a declared substrate is checked by the worker itself. */
export function problemRefusal(hello: Hello, asked: ProblemIdentity): Refusal | null {
  const problem = asked.declared?.problem ?? asked
  const own = hello.problems.find((candidate) => candidate.name === problem.name)
  if (own === undefined && problem.isOpen === true) return { code: 'problem', message: NOTHING_OWN }
  if (own === undefined) {
    const message = `The worker doesn't know the problem "${problem.name}". ${remedy(problem)}`
    return { code: 'problem', message }
  }
  if (own.version === problem.version && own.hash === problem.hash) return null
  const describe = ({ version, hash }: ProblemIdentity) => `version ${version}, hash ${hash.slice(0, 12)}`
  const message =
    `The problem "${problem.name}" differs: master ${describe(problem)}; worker ${describe(own)}. ` +
    remedy(problem)
  return { code: 'problem', message }
}

/** What a worker says to a master of another protocol. */
export function otherProtocol(theirs: number): string {
  return (
    `The master speaks protocol version ${theirs}, this worker version ${PROTOCOL_VERSION}. ` +
    'Install the same Neatwork on both machines.'
  )
}

/** What a worker says to a master whose problem is another than its own. */
export function otherProblem(problem: ProblemIdentity, ownHash: string | null): string {
  const { name, hash } = problem
  return `The master's problem "${name}" (hash ${hash.slice(0, 12)}) is not the one here (hash ${ownHash?.slice(0, 12) ?? 'none'}). ${remedy(problem)}`
}

const NOTHING_OWN =
  "The master leaves the fitness function to its workers, and this one brings none along. Start it with --python FILE:FUNCTION, or by a script with neatwork's WorkerNode."

/** What to do where a worker has not the master's problem. */
function remedy({ ownFile, isOpen }: ProblemIdentity): string {
  if (isOpen === true)
    return 'The first worker decided which function is evaluated: give all of them the same.'
  if (ownFile === undefined) return 'Install the same Neatwork on both machines.'
  return `Copy the master's ${ownFile.split(':')[0]} to the worker and start it with --problem ./${ownFile}.`
}

/** What people should know although the worker was let in, or null. */
export function welcomeWarning(
  hello: Hello,
  label: string,
  { appVersion: masterVersion, runtime }: Pick<AdmissionRules, 'appVersion' | 'runtime'>,
): string | null {
  const warnings: string[] = []
  if (label !== hello.label) {
    warnings.push(`another worker is called "${hello.label}" too; this one is shown as "${label}"`)
  }
  if (hello.appVersion !== masterVersion) {
    warnings.push(`the worker runs Neatwork ${hello.appVersion}, the master ${masterVersion}`)
  }
  // Fingerprints have compared the bits already; this says where to look if results differ all the same.
  if (hello.runtime.v8 !== runtime.v8 || hello.runtime.arch !== runtime.arch) {
    warnings.push(
      `the worker computes with V8 ${hello.runtime.v8} on ${hello.runtime.arch}, the master with V8 ${runtime.v8} on ${runtime.arch}`,
    )
  }
  return warnings.length === 0 ? null : warnings.join('; ')
}
