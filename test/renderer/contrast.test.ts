// The tokens' colours against WCAG 2.2 AA, in both themes, and the species' hues against colour blindness.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { speciesColour } from '../../renderer/species/species-colour.ts'

const css = readFileSync(join(import.meta.dirname, '../../renderer/ui/tokens.css'), 'utf8')
const THEMES = ['light', 'dark'] as const
type Rgb = readonly [number, number, number]

function token(name: string, theme: (typeof THEMES)[number]): Rgb {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css)
  return rgb(found?.[theme === 'light' ? 1 : 2] ?? '')
}

function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16)
  expect(hex, 'a colour of six digits').toMatch(/^#[0-9a-f]{6}$/)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

const linear = (channel: number): number =>
  channel <= 10.31475 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

function contrast(a: Rgb, b: Rgb): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

describe.each(THEMES)('in the %s theme', (theme) => {
  test.each([
    ['ink', ['ground', 'panel', 'raised']],
    ['ink-soft', ['ground', 'panel', 'raised']],
    ['accent', ['ground', 'panel']],
    ['on-accent', ['accent']],
    ['good', ['panel', 'good-ground']],
    ['warn', ['panel', 'warn-ground']],
    ['bad', ['panel', 'bad-ground']],
  ])('text in %s is readable on %s', (ink, grounds) => {
    for (const ground of grounds)
      expect(contrast(token(ink, theme), token(ground, theme)), ground).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['positive', 'negative', 'best', 'mean', 'champion'])(
    'lines in %s are seen on a panel',
    (ink) => {
      expect(contrast(token(ink, theme), token('panel', theme))).toBeGreaterThanOrEqual(3)
    },
  )
})

/** How they see it who lack one kind of cones: Machado, Oliveira & Fernandes 2009, severity 1, on linear channels. */
const LACKING = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const

/** In Oklab (Ottosson 2020), where distances are about as large as they look. */
function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

test.each(Object.entries(LACKING))('the eight hues of species stay apart under %s', (_name, matrix) => {
  const seen = Array.from({ length: 8 }, (_, id) => {
    const [r, g, b] = rgb(speciesColour(id)).map(linear)
    const channel = (row: number): number =>
      Math.max(
        0,
        (matrix[row] ?? 0) * (r ?? 0) + (matrix[row + 1] ?? 0) * (g ?? 0) + (matrix[row + 2] ?? 0) * (b ?? 0),
      )
    return oklab([channel(0), channel(3), channel(6)])
  })
  for (const [index, one] of seen.entries()) {
    for (const other of seen.slice(index + 1)) {
      const distance = Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])
      expect(distance).toBeGreaterThan(0.05)
    }
  }
})
