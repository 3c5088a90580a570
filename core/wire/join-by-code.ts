// Joining by a short code: both sides prove to each other that they know it, over a TLS connection whose certificate is
// part of what they prove; only then the master gives its token away. Pure: frames in, frames out.
import type { Refusal } from './admission.ts'
import { type Frame, MAX_HANDSHAKE_BYTES, PROTOCOL_VERSION, readHeader } from './frame.ts'
import type { JoinCodeDesk } from './join-code-desk.ts'
import { decodeControl, encodeControl } from './messages.ts'
import {
  areEqual,
  type Confirmations,
  confirmationsOf,
  passwordOf,
  type Spake2Side,
  scalarOf,
  shareOf,
} from './spake2.ts'

const WRONG = 'The join code is wrong, or somebody is in between. Look at the master again, and type it anew.'
const NOT_OURS = 'The other side does not speak of join codes as this Neatwork does.'

/** What to do next: send frames, and end with what came out. */
export interface CodeStep<Result> {
  readonly send: readonly Frame[]
  readonly result: Result | null
}

/** The certificate that each side believes to be the master's is part of what they prove: in between there is another. */
function sideOf(side: 'A' | 'B', code: string, fingerprint: string, chance: Uint8Array): Spake2Side {
  return {
    side,
    identityA: 'neatwork worker',
    identityB: `neatwork master ${fingerprint}`,
    password: passwordOf(code),
    secret: scalarOf(chance),
  }
}

export interface GiverOptions {
  readonly desk: JoinCodeDesk
  readonly fingerprint: string
  readonly token: string
  /** 48 uniform bytes, for this exchange only. */
  readonly chance: Uint8Array
}

/** The master's side of one exchange. `result` is whether the token was given. */
export class CodeGiver {
  readonly #options: GiverOptions
  #confirmations: Confirmations | null = null
  #isOver = false

  constructor(options: GiverOptions) {
    this.#options = options
  }

  received(bytes: Uint8Array, nowMs: number): CodeStep<boolean> {
    if (this.#isOver) return { send: [], result: false }
    const header = readHeader(bytes, MAX_HANDSHAKE_BYTES)
    const wanted = this.#confirmations === null ? 'codeShare' : 'codeConfirm'
    if (!header.ok || header.value.type !== wanted) return this.#leave(NOT_OURS, nowMs)
    if (header.value.protocolVersion !== PROTOCOL_VERSION) return this.#leave(NOT_OURS, nowMs)
    const message = decodeControl(wanted, header.value.body)
    if (!message.ok) return this.#leave(NOT_OURS, nowMs)
    return this.#confirmations === null
      ? this.#shares(message.value.bytes, nowMs)
      : this.#confirms(message.value.bytes, this.#confirmations, nowMs)
  }

  /** The connection is gone. */
  closed(nowMs: number): void {
    if (!this.#isOver && this.#confirmations !== null) this.#options.desk.end('left', nowMs)
    this.#isOver = true
  }

  #shares(share: Uint8Array, nowMs: number): CodeStep<boolean> {
    const { desk, fingerprint, chance } = this.#options
    const turn = desk.begin(nowMs)
    if (!turn.ok) return this.#refuse(turn.refusal)
    const side = sideOf('B', turn.code, fingerprint, chance)
    this.#confirmations = confirmationsOf(side, share)
    if (this.#confirmations !== null) {
      return { send: [encodeControl('codeShare', { bytes: shareOf(side) })], result: null }
    }
    desk.end('left', nowMs)
    return this.#refuse({ code: 'code', message: NOT_OURS })
  }

  #confirms(confirmation: Uint8Array, { own, theirs }: Confirmations, nowMs: number): CodeStep<boolean> {
    const { desk, token } = this.#options
    const isRight = areEqual(confirmation, theirs)
    desk.end(isRight ? 'right' : 'wrong', nowMs)
    if (!isRight) return this.#refuse({ code: 'code', message: WRONG })
    this.#isOver = true
    return { send: [encodeControl('codeGrant', { bytes: own, token })], result: true }
  }

  #leave(message: string, nowMs: number): CodeStep<boolean> {
    this.closed(nowMs)
    return this.#refuse({ code: 'code', message })
  }

  #refuse(refusal: Refusal): CodeStep<boolean> {
    this.#isOver = true
    return { send: [encodeControl('refusal', refusal)], result: false }
  }
}

export type Taken =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly message: string }

/** The worker's side. */
export class CodeTaker {
  readonly #side: Spake2Side
  #confirmations: Confirmations | null = null

  /** `chance` are 48 uniform bytes, `fingerprint` that of the certificate that the other side showed. */
  constructor(code: string, fingerprint: string, chance: Uint8Array) {
    this.#side = sideOf('A', code, fingerprint, chance)
  }

  start(): Frame {
    return encodeControl('codeShare', { bytes: shareOf(this.#side) })
  }

  received(bytes: Uint8Array): CodeStep<Taken> {
    const header = readHeader(bytes, MAX_HANDSHAKE_BYTES)
    if (!header.ok) return failed(NOT_OURS)
    const { type, body } = header.value
    if (type === 'refusal') return this.#refused(body)
    return this.#confirmations === null
      ? this.#shares(type, body)
      : this.#granted(type, body, this.#confirmations)
  }

  #refused(body: Uint8Array): CodeStep<Taken> {
    const refusal = decodeControl('refusal', body)
    return failed(refusal.ok ? refusal.value.message : NOT_OURS)
  }

  #shares(type: string | null, body: Uint8Array): CodeStep<Taken> {
    const share = type === 'codeShare' ? decodeControl('codeShare', body) : null
    if (share === null || !share.ok) return failed(NOT_OURS)
    this.#confirmations = confirmationsOf(this.#side, share.value.bytes)
    if (this.#confirmations === null) return failed(NOT_OURS)
    return { send: [encodeControl('codeConfirm', { bytes: this.#confirmations.own })], result: null }
  }

  #granted(type: string | null, body: Uint8Array, { theirs }: Confirmations): CodeStep<Taken> {
    const grant = type === 'codeGrant' ? decodeControl('codeGrant', body) : null
    if (grant === null || !grant.ok) return failed(NOT_OURS)
    if (!areEqual(grant.value.bytes, theirs)) return failed(WRONG)
    return { send: [], result: { ok: true, token: grant.value.token } }
  }
}

function failed(message: string): CodeStep<Taken> {
  return { send: [], result: { ok: false, message } }
}
