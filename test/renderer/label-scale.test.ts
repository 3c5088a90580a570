// Names in a drawing are readable in a small panel, and never wider than the panel.
import { expect, test } from 'vitest'
import { labelScale } from '../../renderer/network/label-scale.ts'

const DRAWING = { width: 600, height: 300 }
const LETTERS = 10

test('names in a large drawing are as large as the drawing has them', () => {
  expect(labelScale(DRAWING, { width: 1200, height: 700 }, LETTERS)).toBe(1)
})

test('in a low panel they are larger than the drawing, as it leaves room beside it', () => {
  const scale = labelScale(DRAWING, { width: 540, height: 160 }, LETTERS)
  expect(13 * scale * (160 / 300)).toBeGreaterThanOrEqual(10.4)
})

test('in a narrow panel they are not, as they would be cut off', () => {
  expect(labelScale(DRAWING, { width: 300, height: 400 }, LETTERS)).toBe(1)
})

test('a panel without extent changes nothing', () => {
  expect(labelScale(DRAWING, { width: 0, height: 0 }, LETTERS)).toBe(1)
})
