// The frame: what every message starts with. It knows types and limits, not contents.

/** Raised whenever an older peer could misread a frame. */
export const PROTOCOL_VERSION = 5

/** First byte of every frame, so that strangers are told apart at once. */
const MAGIC = 0x4e

export const HEADER_BYTES = 3

export const FRAME_TYPES = {
  hello: 1,
  welcome: 2,
  refusal: 3,
  beginRun: 4,
  endRun: 5,
  batch: 6,
  results: 7,
  cancel: 8,
  ping: 9,
  pong: 10,
  goodbye: 11,
  setAside: 12,
  slots: 13,
  codeShare: 14,
  codeConfirm: 15,
  codeGrant: 16,
  printed: 17,
  drain: 18,
  islandHello: 19,
  islandWelcome: 20,
  islandNews: 21,
  migrants: 22,
} as const

export type FrameType = keyof typeof FRAME_TYPES

const typeByCode: ReadonlyMap<number, FrameType> = new Map(
  Object.entries(FRAME_TYPES).map(([name, code]) => [code, name as FrameType]),
)

/** Most bytes of a frame from a peer that hasn't shown its token yet. */
export const MAX_HANDSHAKE_BYTES = 64 * 1024
/** Most bytes of any frame. */
export const MAX_FRAME_BYTES = 64 * 1024 * 1024

/** Most bytes of the champions that an island sends at a time. */
export const MAX_MIGRANT_BYTES = 4 * 1024 * 1024

declare const brand: unique symbol
/** Bytes that begin with a header of ours. */
export type Frame = Uint8Array<ArrayBuffer> & { readonly [brand]: 'Frame' }

export interface FrameHeader {
  readonly protocolVersion: number
  /** null: a type that this version doesn't know. */
  readonly type: FrameType | null
  readonly body: Uint8Array
}

export type WireErrorCode = 'not-a-frame' | 'too-large' | 'unknown-type' | 'malformed'

export interface WireError {
  readonly code: WireErrorCode
  /** One sentence. */
  readonly message: string
}

export type Decoded<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: WireError }

export function wireError(code: WireErrorCode, message: string): { ok: false; error: WireError } {
  return { ok: false, error: { code, message } }
}

export function writeHeader(writer: { u8(value: number): void }, type: FrameType): void {
  writer.u8(MAGIC)
  writer.u8(PROTOCOL_VERSION)
  writer.u8(FRAME_TYPES[type])
}

/** The header of any bytes, the version of a foreign protocol included; the body isn't looked at. */
export function readHeader(bytes: Uint8Array, maxBytes: number): Decoded<FrameHeader> {
  if (bytes.length > maxBytes) {
    return wireError(
      'too-large',
      `a frame of ${bytes.length} bytes came where at most ${maxBytes} are allowed`,
    )
  }
  if (bytes.length < HEADER_BYTES || bytes[0] !== MAGIC) {
    return wireError('not-a-frame', 'the bytes are not a Neatwork frame')
  }
  const type = typeByCode.get(bytes[2] ?? 0) ?? null
  return { ok: true, value: { protocolVersion: bytes[1] ?? 0, type, body: bytes.subarray(HEADER_BYTES) } }
}
