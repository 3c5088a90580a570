import { expect, test } from 'vitest'
import { cellOf, type Elite, settle } from '../../core/quality/elites.ts'

const elite = (cell: number, fitness: number, content: string): Elite<string> => ({
  cell,
  fitness,
  behaviour: Float64Array.of(cell),
  content,
})
const higher = (a: number, b: number) => a > b

test('cells run along the last axis first, and what lies outside belongs to the nearest', () => {
  expect(cellOf(Float64Array.of(0, 0), 10)).toBe(0)
  expect(cellOf(Float64Array.of(0, 0.95), 10)).toBe(9)
  expect(cellOf(Float64Array.of(0.1, 0), 10)).toBe(10)
  expect(cellOf(Float64Array.of(1, 1), 10)).toBe(99)
  expect(cellOf(Float64Array.of(-5, 7), 10)).toBe(9)
})

test('an empty cell is taken, a held one only by something better, the first among equals', () => {
  const elites = settle([], [elite(7, 1, 'a'), elite(3, 2, 'b'), elite(7, 1, 'c'), elite(3, 1, 'd')], higher)
  expect(elites.map(({ content }) => content)).toEqual(['b', 'a'])
  const later = settle(elites, [elite(3, 5, 'e'), elite(1, -9, 'f')], higher)
  expect(later.map(({ cell, content }) => [cell, content])).toEqual([
    [1, 'f'],
    [3, 'e'],
    [7, 'a'],
  ])
  expect(elites.map(({ content }) => content)).toEqual(['b', 'a'])
})

test('better is what the caller says', () => {
  const lower = (a: number, b: number) => a < b
  expect(settle([elite(1, 5, 'a')], [elite(1, 4, 'b')], lower)[0]?.content).toBe('b')
})
