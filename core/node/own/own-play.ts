// How somebody's own problem shows a network at work, looked at before it is drawn: what is wrong in a frame is told with
// the frame's number, and what it throws with its place in the file.
import * as z from 'zod'
import { issuesText, parseWith } from '../../base/config-issue.ts'
import { type Play, type PlayFrame, ROLES, type Shape } from '../../problems/play.ts'
import { whereThrown } from './where-thrown.ts'

/** NaN and infinities too: what was lost on the way there is drawn nowhere, and the rest is. */
const number = z.custom<number>((value) => typeof value === 'number', { message: 'must be a number' })
const point = z.tuple([number, number])
const role = z.enum(ROLES)
const shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('path'), role, points: z.array(point) }),
  z.object({ kind: z.literal('circle'), role, centre: point, radius: number }),
  z.object({ kind: z.literal('box'), role, centre: point, size: point }),
  z.object({ kind: z.literal('text'), role, at: point, text: z.string() }),
])
const shapes = z.array(shape)
const frame = z.object({
  shapes,
  figures: z.record(z.string(), z.union([number, z.string()])).optional(),
})

export function ownPlay(play: Play, file: string): Play {
  const { scenery, ...rest } = play
  return {
    ...rest,
    ...(scenery && {
      scenery(context): readonly Shape[] {
        return located(file, () => checked(shapes, scenery.call(play, context), 'the scenery'))
      },
    }),
    *frames(network, context): Iterable<PlayFrame> {
      const frames = located(file, () => iterated(play.frames(network, context)))
      try {
        for (let count = 1; ; count++) {
          const { done, value } = located(file, () => frames.next())
          if (done === true) return
          yield checked(frame, value, `frame ${count}`)
        }
      } finally {
        frames.return?.()
      }
    },
  }
}

function iterated(frames: unknown): Iterator<PlayFrame> {
  if (typeof frames === 'object' && frames !== null && Symbol.iterator in frames)
    return (frames as Iterable<PlayFrame>)[Symbol.iterator]()
  throw new TypeError(`"frames" has to be a generator of frames, a function* that yields them`)
}

/** As it came. Throws TypeError with what is wrong. */
function checked<Value>(schema: z.ZodType, value: Value, what: string): Value {
  const parsed = parseWith(schema, value)
  if (!parsed.ok) throw new TypeError(`${what} is wrong: ${issuesText(parsed.issues.slice(0, 3))}`)
  return value
}

function located<Value>(file: string, work: () => Value): Value {
  try {
    return work()
  } catch (error) {
    throw whereThrown(error, file)
  }
}
