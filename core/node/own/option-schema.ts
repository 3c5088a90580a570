// What a file of somebody's own may declare as an option of its problem.
import * as z from 'zod'

const described = { description: z.string() }
export const optionSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      ...described,
      kind: z.literal('number'),
      default: z.number(),
      low: z.number(),
      high: z.number(),
      whole: z.boolean().optional(),
    })
    .refine(({ low, high, default: usual }) => low <= usual && usual <= high, {
      path: ['default'],
      error: 'must be from low to high',
    }),
  z.strictObject({ ...described, kind: z.literal('switch'), default: z.boolean() }),
  z
    .strictObject({
      ...described,
      kind: z.literal('choice'),
      default: z.string(),
      choices: z.array(z.string()).min(1),
    })
    .refine(({ choices, default: usual }) => choices.includes(usual), {
      path: ['default'],
      error: 'must be one of the choices',
    }),
  z.strictObject({ ...described, kind: z.literal('text'), default: z.string(), longest: z.int().min(1) }),
])
