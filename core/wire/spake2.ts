// SPAKE2 (RFC 9382, P-256, SHA-256, HKDF, HMAC): two sides that share a short code agree on a key; somebody in between, or
// on the other side, gets one guess per exchange and nothing to try codes on later. Chance comes as an argument.
import { p256 } from '@noble/curves/nist.js'
import { bytesToNumberBE, concatBytes, hexToBytes, numberToBytesBE } from '@noble/curves/utils.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

const { Point } = p256
const ORDER = Point.Fn.ORDER
// RFC 9382, section 6.
const M = Point.fromBytes(hexToBytes('02886e2f97ace46e55ba9dd7242579f2993b64e16ef3dcab95afd497333d8fa12f'))
const N = Point.fromBytes(hexToBytes('03d8bbd6c639c62937b04d997f38c3770719c629d7014d49a24b4f98baa1292b49'))

const SCALAR_BYTES = 32
const HALF_BYTES = 16
/** Bytes of chance that one exchange takes. */
export const CHANCE_BYTES = 48

export interface Spake2Side {
  /** A speaks first. */
  readonly side: 'A' | 'B'
  readonly identityA: string
  readonly identityB: string
  readonly password: bigint
  readonly secret: bigint
}

export interface Confirmations {
  /** What this side sends to prove that it knows the password. */
  readonly own: Uint8Array
  /** What the other side has to send. */
  readonly theirs: Uint8Array
}

/**
 * A code as a number. A slow hash would win nothing: an exchange gives nothing to try codes on, and a code lives for
 * minutes and a handful of tries.
 */
export function passwordOf(code: string): bigint {
  return scalarOf(sha512(utf8ToBytes(`neatwork join code ${code}`)))
}

/** A number below the group's order, not 0; from 48 uniform bytes its bias is negligible. */
export function scalarOf(bytes: Uint8Array): bigint {
  return (bytesToNumberBE(bytes) % (ORDER - 1n)) + 1n
}

/** What this side sends first. */
export function shareOf({ side, password, secret }: Spake2Side): Uint8Array {
  const mask = side === 'A' ? M : N
  return Point.BASE.multiply(secret).add(mask.multiply(password)).toBytes(false)
}

/** The confirmations that follow from the other side's share; null where it is no point of the curve. */
export function confirmationsOf(own: Spake2Side, theirShare: Uint8Array): Confirmations | null {
  const { side, password, secret } = own
  const shared = sharedPoint(theirShare, (side === 'A' ? N : M).multiply(password), secret)
  if (shared === null) return null
  const ownShare = shareOf(own)
  const [shareA, shareB] = side === 'A' ? [ownShare, theirShare] : [theirShare, ownShare]
  const transcript = concatBytes(
    ...[utf8ToBytes(own.identityA), utf8ToBytes(own.identityB), shareA, shareB].map(withLength),
    ...[shared, numberToBytesBE(password, SCALAR_BYTES)].map(withLength),
  )
  const authentication = sha256(transcript).subarray(HALF_BYTES)
  const keys = hkdf(sha256, authentication, undefined, utf8ToBytes('ConfirmationKeys'), 2 * HALF_BYTES)
  const [a, b] = [keys.subarray(0, HALF_BYTES), keys.subarray(HALF_BYTES)].map((key) =>
    hmac(sha256, key, transcript),
  )
  if (a === undefined || b === undefined) return null
  return side === 'A' ? { own: a, theirs: b } : { own: b, theirs: a }
}

/** Whether two byte strings are equal, in a time that depends on their length only. */
export function areEqual(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false
  let difference = 0
  one.forEach((byte, index) => {
    difference |= byte ^ (other[index] ?? 0)
  })
  return difference === 0
}

/** The curve has no small subgroups, so that only what lies on it and is not neutral has to be told. */
function sharedPoint(
  theirShare: Uint8Array,
  mask: InstanceType<typeof Point>,
  secret: bigint,
): Uint8Array | null {
  try {
    const theirs = Point.fromBytes(theirShare)
    theirs.assertValidity()
    const shared = theirs.subtract(mask).multiply(secret)
    return shared.is0() ? null : shared.toBytes(false)
  } catch {
    return null // the other side's bytes are no point: the library's words for it would help nobody
  }
}

/** 8 bytes of length, little-endian, and the bytes (RFC 9382, section 3.3). */
function withLength(bytes: Uint8Array): Uint8Array {
  const length = new Uint8Array(8)
  new DataView(length.buffer).setUint32(0, bytes.length, true)
  return concatBytes(length, bytes)
}
