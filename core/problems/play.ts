// How a problem shows a network at work: a stream of pictures, drawn with a few kinds of shapes in the problem's own
// units, so that one viewer can show every problem. It knows no screen and no colours.
import type { Network } from '../network/network-spec.ts'
import type { EvaluationContext } from './problem.ts'

/** What a shape stands for; the viewer chooses its colour. */
export const ROLES = ['ground', 'body', 'part', 'goal', 'danger', 'other', 'sensor', 'trace'] as const
/** What a shape stands for. */
export type Role = (typeof ROLES)[number]

/** `[x, y]` in the units of the stage; y points up. */
export type PlayPoint = readonly [number, number]

/** Lengths and `width` are in units of the stage, angles in radians counter-clockwise. */
export type Shape =
  | {
      readonly kind: 'path'
      readonly role: Role
      readonly points: readonly PlayPoint[]
      /** Whether the last point is joined to the first. */
      readonly closed?: boolean
      /** Whether the inside is filled; else it is a line of `width`, or the thinnest that can be seen. */
      readonly filled?: boolean
      readonly width?: number
    }
  | {
      readonly kind: 'circle'
      readonly role: Role
      readonly centre: PlayPoint
      readonly radius: number
      readonly filled?: boolean
    }
  | {
      readonly kind: 'box'
      readonly role: Role
      readonly centre: PlayPoint
      readonly size: PlayPoint
      readonly angle?: number
      readonly filled?: boolean
    }
  | {
      readonly kind: 'text'
      readonly role: Role
      readonly at: PlayPoint
      readonly text: string
      /** How long it may be, in units of the stage: a longer one is written smaller, and cut where it would be too small to read. */
      readonly room?: number
    }

/** One moment. */
export interface PlayFrame {
  /** Drawn in this order: the last is on top. */
  readonly shapes: readonly Shape[]
  /** Figures beside the picture, by name: time, score, speed. */
  readonly figures?: Readonly<Record<string, number | string>>
  /** What the network was given and answered in this moment. */
  readonly inputs?: readonly number[]
  readonly outputs?: readonly number[]
  /** What the picture is made of, for whoever takes it along as a table. */
  readonly table?: PlayTable
}

/** Every row has a cell for each column. */
export interface PlayTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (number | string)[])[]
}

/** What is seen of the problem's world. */
export interface Stage {
  readonly left: number
  readonly right: number
  readonly bottom: number
  readonly top: number
}

/** How a network at work is shown. */
export interface Play {
  readonly stage: Stage
  /** Milliseconds of the problem's own time from one frame to the next. */
  readonly frameMs: number
  /** What stays the same in every frame of an episode, below all else. */
  scenery?(context: EvaluationContext): readonly Shape[]
  /** One episode, with the same chance as an evaluation under the same seed; its caller pulls the frames. */
  frames(network: Network, context: EvaluationContext): Iterable<PlayFrame>
}
