// Curves as the `d` of SVG paths, at a tenth of a pixel. Values that are no numbers leave gaps.

export interface CurvePoint {
  readonly generation: number
  readonly value: number
}

type Where = (number: number) => number

const at = (x: number, y: number) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`

/** From point to point; with `isStepped` a value holds until the next point. */
export function linePath(points: readonly CurvePoint[], x: Where, y: Where, isStepped = false): string {
  let path = ''
  let before: CurvePoint | null = null
  for (const point of points) {
    if (!Number.isFinite(point.value)) {
      before = null
      continue
    }
    const here = x(point.generation)
    if (before === null) path += `M${at(here, y(point.value))}`
    else {
      if (isStepped) path += `L${at(here, y(before.value))}`
      path += `L${at(here, y(point.value))}`
    }
    before = point
  }
  return path
}

/** The area between two curves over the same generations. */
export function bandPath(
  generations: readonly number[],
  low: readonly number[],
  high: readonly number[],
  { x, y }: { readonly x: Where; readonly y: Where },
): string {
  const whole = generations.flatMap((_, index) =>
    Number.isFinite(low[index]) && Number.isFinite(high[index]) ? [index] : [],
  )
  if (whole.length === 0) return ''
  const edge = (index: number, values: readonly number[]) =>
    at(x(generations[index] ?? 0), y(values[index] ?? 0))
  const above = whole.map((index) => edge(index, high))
  const below = whole.toReversed().map((index) => edge(index, low))
  return `M${above.join('L')}L${below.join('L')}Z`
}
