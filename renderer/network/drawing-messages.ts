// What the page and the worker that lays large networks out and paints them say to each other.
import type { NetworkLayout, PlacedNode } from '../../core/export/network-layout.ts'
import type { GenomeJson } from '../../core/network/genome-json.ts'
import type { NetworkForm } from './network-choice.ts'
import type { Box } from './use-pan-zoom.ts'

/** Colours as a canvas takes them. */
export interface DrawingColours {
  readonly positive: string
  readonly negative: string
  readonly disabled: string
  readonly ink: string
  readonly ground: string
  readonly hidden: string
  readonly fresh: string
  readonly accent: string
}

/** Where a node lies, in units of the drawing. */
export type PlacedId = Pick<PlacedNode, 'id' | 'x' | 'y'>

export interface DrawingNames {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

/** Every message has the number of its question. */
export type ToDrawing =
  | {
      readonly kind: 'lay out'
      readonly ticket: number
      readonly genome: GenomeJson
      readonly names: DrawingNames
      readonly form: NetworkForm
      /** Whether places of before are forgotten. */
      readonly isFresh: boolean
      /** Genes that are lit up. */
      readonly fresh: { readonly nodes: readonly number[]; readonly connections: readonly number[] }
    }
  | {
      readonly kind: 'paint'
      readonly ticket: number
      /** The part of the drawing that is painted. */
      readonly view: Box
      readonly width: number
      readonly height: number
      readonly colours: DrawingColours
    }
  | {
      readonly kind: 'find'
      readonly ticket: number
      readonly x: number
      readonly y: number
      /** How near is near enough. */
      readonly reach: number
    }
  | { readonly kind: 'export'; readonly ticket: number }

/** What lies at a point. */
export type Found =
  | { readonly kind: 'node'; readonly id: number }
  | { readonly kind: 'connection'; readonly innovation: number }
  | null

export type FromDrawing =
  | {
      readonly kind: 'laid out'
      readonly ticket: number
      readonly box: NetworkLayout['box']
      readonly places: readonly PlacedId[]
      readonly tookMs: number
    }
  | { readonly kind: 'painted'; readonly ticket: number; readonly view: Box; readonly picture: ImageBitmap }
  | { readonly kind: 'found'; readonly ticket: number; readonly found: Found }
  | { readonly kind: 'exported'; readonly ticket: number; readonly svg: string }
