import { expect, test } from 'vitest'
import { Strangers } from '../../core/wire/strangers.ts'

test('strangers are bounded per address and in all, and make room when they leave', () => {
  const strangers = new Strangers({ perAddress: 2, inAll: 3 })
  expect(['a', 'a', 'a'].map((address) => strangers.enter(address))).toEqual([true, true, false])
  expect(['b', 'c'].map((address) => strangers.enter(address))).toEqual([true, false])
  strangers.leave('a')
  expect(strangers.enter('c')).toBe(true)
  expect(strangers.inAll).toBe(3)
})

test('whoever was turned away is not counted out', () => {
  const strangers = new Strangers({ perAddress: 1, inAll: 1 })
  strangers.leave('a')
  expect(strangers.inAll).toBe(0)
  expect(strangers.enter('a')).toBe(true)
})
