// The code that a master shows is the one that a worker reads.
import { decodeQR } from 'qr/decode.js'
import { expect, test } from 'vitest'
import { qrPath } from '../../renderer/qr/qr-path.ts'
import { JOIN_LINKS } from './made-up-views.ts'

/** The path painted on a canvas of bytes, as a camera would see it. */
function painted({ size, path }: { readonly size: number; readonly path: string }, scale: number) {
  const side = size * scale
  const data = new Uint8Array(4 * side * side).fill(255)
  for (const [, x = '', y = '', length = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++) {
      const from = 4 * (row * side + Number(x) * scale)
      const to = from + 4 * Number(length) * scale
      for (let at = from; at < to; at += 4) data.fill(0, at, at + 3)
    }
  }
  return { width: side, height: side, data }
}

test.each(JOIN_LINKS)('the drawn code of %s is read as that link', (link) => {
  expect(decodeQR(painted(qrPath(link), 5))).toBe(link)
})
