// UTF-8 in plain TypeScript, for rooms that have no TextEncoder. Decoding is strict (RFC 3629): what encoders never
// write is refused.

/** Lone surrogates become U+FFFD, as the platform's encoder does. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let length = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    length = writePoint(bytes, length, point >= 0xd800 && point <= 0xdfff ? 0xfffd : point)
  }
  return bytes.slice(0, length)
}

function writePoint(bytes: Uint8Array, at: number, point: number): number {
  if (point < 0x80) {
    bytes[at] = point
    return at + 1
  }
  const tail = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3
  const lead = tail === 1 ? 0xc0 : tail === 2 ? 0xe0 : 0xf0
  bytes[at] = lead | (point >> (6 * tail))
  for (let i = 1; i <= tail; i++) bytes[at + i] = 0x80 | ((point >> (6 * (tail - i))) & 0x3f)
  return at + tail + 1
}

/** The text, or null where the bytes are not well-formed UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  const parts: string[] = []
  let run: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const tail = tailLength(bytes[at] ?? 0xff)
    const point = tail < 0 ? -1 : readPoint(bytes, at, tail)
    if (point < 0) return null
    run.push(point)
    at += tail + 1
    // fromCodePoint takes its points as arguments, of which engines allow a limited number.
    if (run.length === 4096) {
      parts.push(String.fromCodePoint(...run))
      run = []
    }
  }
  parts.push(String.fromCodePoint(...run))
  return parts.join('')
}

/** Bytes that follow a lead byte, or −1 where it is none. */
function tailLength(lead: number): number {
  if (lead < 0x80) return 0
  if (lead >= 0xc2 && lead < 0xe0) return 1
  if (lead >= 0xe0 && lead < 0xf0) return 2
  return lead >= 0xf0 && lead < 0xf5 ? 3 : -1
}

const SMALLEST = [0, 0x80, 0x800, 0x10000] as const

function readPoint(bytes: Uint8Array, at: number, tail: number): number {
  const lead = bytes[at] ?? 0
  let point = tail === 0 ? lead : lead & (0x3f >> tail)
  for (let i = 1; i <= tail; i++) {
    const byte = bytes[at + i] ?? 0
    if ((byte & 0xc0) !== 0x80) return -1
    point = (point << 6) | (byte & 0x3f)
  }
  const overlong = point < (SMALLEST[tail] ?? 0)
  const surrogate = point >= 0xd800 && point <= 0xdfff
  return overlong || surrogate || point > 0x10ffff ? -1 : point
}
