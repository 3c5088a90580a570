// The colour of a species: the same for its whole life, and apart from its neighbours' for all common kinds of colour
// blindness (hues of Okabe & Ito 2008, told apart further by lightness).

const HUES = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#f0e442', '#666666'] as const
const SHADES = [0, 22, -20, 38] as const

export function speciesColour(id: number): string {
  const hue = HUES[id % HUES.length] ?? HUES[0]
  const shade = SHADES[Math.floor(id / HUES.length) % SHADES.length] ?? 0
  if (shade === 0) return hue
  return `color-mix(in oklab, ${hue} ${100 - Math.abs(shade)}%, ${shade > 0 ? 'white' : 'black'})`
}
