// Drawings made of numbers instead of the page, for what the page has on a canvas: as the text of an SVG file. Pure.
import { escaped } from '../../core/export/markup.ts'

/** A colour that any program knows, `#rrggbb`, and how much of it. */
export interface Paint {
  readonly colour: string
  /** 0 to 1. */
  readonly opacity: number
}

export interface PictureLook {
  readonly ground: Paint
  readonly ink: Paint
  readonly font: string
}

interface Paper {
  readonly width: number
  readonly height: number
  readonly title: string
}

/** `parts` are markup, the last on top. */
export function pictureOf(
  { width, height, title }: Paper,
  { ground, font }: PictureLook,
  parts: readonly string[],
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(font)}" font-size="13">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" ${fillOf(ground)}/>`,
    ...parts,
    '</svg>',
  ].join('\n')
}

export function fillOf({ colour, opacity }: Paint): string {
  return `fill="${colour}"${opacity < 1 ? ` fill-opacity="${opacity}"` : ''}`
}

export function strokeOf({ colour, opacity }: Paint, width: number): string {
  const through = opacity < 1 ? ` stroke-opacity="${opacity}"` : ''
  return `fill="none" stroke="${colour}"${through} stroke-width="${width}" stroke-linejoin="round" stroke-linecap="round"`
}
