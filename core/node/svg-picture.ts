// A drawing as a picture for documents: SVG to PNG, with the font that comes along, so that it looks the same everywhere.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import type { Painting } from '../problems/car/painted-track.ts'
import { packageRoot } from './package-info.ts'

/** Pixels per unit of the drawing: sharp in print. */
const DENSITY = 3

let isReady: Promise<Uint8Array> | null = null

/** Loaded once; returns the font. */
async function ready(): Promise<Uint8Array> {
  await initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))
  return await readFile(join(packageRoot(), 'assets/fonts/DejaVuSans.ttf'))
}

/** The bytes of a PNG file. */
export async function pngOf(svg: string): Promise<Uint8Array> {
  return await rendered(svg, DENSITY, (image) => image.asPng())
}

/** The pixels of a PNG file as a picture of that size; transparent where it is no PNG. */
export async function pixelsOf(png: Uint8Array, size: { width: number; height: number }): Promise<Painting> {
  const { width, height } = size
  const data = Buffer.from(png).toString('base64')
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" preserveAspectRatio="none" href="data:image/png;base64,${data}"/></svg>`
  return await rendered(drawing, 1, (image) => ({
    width: image.width,
    height: image.height,
    rgba: Uint8Array.from(image.pixels),
  }))
}

async function rendered<Result>(
  svg: string,
  density: number,
  take: (image: ReturnType<InstanceType<typeof Resvg>['render']>) => Result,
): Promise<Result> {
  isReady ??= ready()
  const font = await isReady
  const drawing = new Resvg(svg, {
    font: { fontBuffers: [font], sansSerifFamily: 'DejaVu Sans', defaultFontFamily: 'DejaVu Sans' },
    fitTo: { mode: 'zoom', value: density },
  })
  const image = drawing.render()
  try {
    return take(image)
  } finally {
    image.free()
    drawing.free()
  }
}
