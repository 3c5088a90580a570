// What a search varies: settings by their paths, each with its values or its range. Points of it are settings to try.
import * as z from 'zod'
import { pow } from '../../base/portable-math.ts'
import type { Random } from '../../base/random.ts'
import { type Settings, valueIn, withValue } from '../efficacy/settings.ts'

const value = z.union([z.number(), z.string(), z.boolean()])
const rangeSchema = z
  .strictObject({
    low: z.number(),
    high: z.number(),
    /** Even on a logarithmic scale. */
    log: z.boolean().default(false),
    /** Whole numbers only. */
    whole: z.boolean().default(false),
  })
  .refine(({ low, high }) => low < high, 'low must be less than high')
  .refine(({ low, log }) => !log || low > 0, 'a logarithmic range must begin above 0')

export const spaceSchema = z.record(z.string().min(1), z.union([z.array(value).min(1), rangeSchema]))
export type Space = z.output<typeof spaceSchema>
export type Axis = Space[string]
export type Value = z.output<typeof value>

/** A value for every setting that is varied. */
export type Point = Readonly<Record<string, Value>>

/** `0.1,0.2,0.5`, or `0.01..1`, `0.01..1:log`, `50..500:whole`; null where it is neither. */
export function axisIn(text: string): Axis | null {
  const range = /^(-?[\d.e+-]+)\.\.(-?[\d.e+-]+?)((?::log|:whole)*)$/i.exec(text)
  if (range !== null) {
    const [, low, high, marks = ''] = range
    const parsed = rangeSchema.safeParse({
      ...{ low: Number(low), high: Number(high) },
      ...{ log: marks.includes(':log'), whole: marks.includes(':whole') },
    })
    return parsed.success ? parsed.data : null
  }
  try {
    const parsed = z.array(value).min(1).safeParse(text.split(',').map(valueIn))
    return parsed.success ? parsed.data : null
  } catch {
    return null // it is no JSON
  }
}

/** Every combination, the last setting changing fastest. Throws a RangeError for a range, which has no end of values. */
export function gridOf(space: Space): readonly Point[] {
  return Object.entries(space).reduce<readonly Point[]>(
    (points, [path, axis]) => {
      if (!Array.isArray(axis)) throw new RangeError(`a grid needs a list of values, and ${path} has a range`)
      return points.flatMap((point) => axis.map((one) => ({ ...point, [path]: one })))
    },
    [{}],
  )
}

export function randomPoint(space: Space, random: Random): Point {
  return Object.fromEntries(Object.entries(space).map(([path, axis]) => [path, randomValue(axis, random)]))
}

function randomValue(axis: Axis, random: Random): Value {
  if (Array.isArray(axis)) return axis[random.nextInt(axis.length)] ?? axis[0] ?? 0
  const { low, high, log, whole } = axis
  const drawn = log
    ? low * pow(high / low, random.nextFloat())
    : random.nextBetween(low, whole ? high + 1 : high)
  return whole ? Math.min(high, Math.floor(drawn)) : Number(drawn.toPrecision(6))
}

export function withPoint(settings: Settings, point: Point): Settings {
  return Object.entries(point).reduce((all, [path, one]) => withValue(all, path, one), settings)
}
