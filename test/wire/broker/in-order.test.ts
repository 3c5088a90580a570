// Frames come in the order they were sent and each once, however a broker delivers them.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InOrder } from '../../../core/wire/broker/in-order.ts'

test('delivered in any order and any number of times, every frame comes once and in its place', () => {
  const deliveries = fc.integer({ min: 1, max: 40 }).chain((count) => {
    const places = Array.from({ length: count }, (_, place) => place)
    const again = fc.array(fc.integer({ min: 0, max: count - 1 }), { maxLength: 60 })
    return fc.tuple(
      fc.constant(count),
      again.chain((more) =>
        fc.shuffledSubarray([...places, ...more], {
          minLength: count + more.length,
        }),
      ),
    )
  })
  fc.assert(
    fc.property(deliveries, ([count, places]) => {
      const order = new InOrder<string>()
      const came = places.flatMap((place) => order.take(place, `frame ${place}`))
      expect(came).toEqual(Array.from({ length: count }, (_, place) => `frame ${place}`))
    }),
  )
})

test('what is kept for its turn counts as seen', () => {
  const order = new InOrder<string>()
  expect(order.take(2, 'c')).toEqual([])
  expect([0, 1, 2].map((place) => order.hasSeen(place))).toEqual([false, false, true])
  expect(order.take(0, 'a')).toEqual(['a'])
  expect(order.take(1, 'b')).toEqual(['b', 'c'])
  expect(order.take(1, 'b')).toEqual([])
})
