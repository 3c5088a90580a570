// Messages of the double survive as structured clone would leave them.
import { expect, test } from 'vitest'
import { createIpcCodec } from './ipc-codec.ts'

const codec = createIpcCodec()

test.each([
  [null],
  [undefined],
  [[1, undefined, -0, Number.NaN, Number.POSITIVE_INFINITY, 0.1 + 0.2, 2n ** 70n]],
  [{ nested: { list: ['array', ['object', []]], none: undefined }, text: 'ä\u2028"' }],
  [new Map([['key', new Set([1, 2])]])],
  [new Date(5)],
  [new Float64Array([1, -0, Number.MIN_VALUE])],
  [new Uint8Array([0, 255])],
])('%o arrives as it was sent', (value) => {
  expect(codec.decode(codec.encode(value))).toStrictEqual(structuredClone(value))
})

test('an error arrives with its name and its sentence', () => {
  const arrived = codec.decode(codec.encode(new RangeError('too far')))
  expect(arrived).toMatchObject({ name: 'RangeError', message: 'too far' })
})

test.each([[() => 1], [{ deep: [() => 1] }], [Symbol('s')], [Promise.resolve()]])(
  '%o is refused',
  (value) => {
    expect(() => codec.encode(value)).toThrow(/could not be cloned/)
  },
)

test("a class's instance arrives as a plain object", () => {
  class Point {
    readonly x = 1
  }
  const arrived = codec.decode(codec.encode(new Point()))
  expect(Object.getPrototypeOf(arrived)).toBe(Object.prototype)
})
