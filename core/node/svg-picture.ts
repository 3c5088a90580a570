// A drawing as a picture for documents: SVG to PNG, with the font that comes along, so that it looks the same everywhere.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
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
  isReady ??= ready()
  const font = await isReady
  const drawing = new Resvg(svg, {
    font: { fontBuffers: [font], sansSerifFamily: 'DejaVu Sans', defaultFontFamily: 'DejaVu Sans' },
    fitTo: { mode: 'zoom', value: DENSITY },
  })
  try {
    return drawing.render().asPng()
  } finally {
    drawing.free()
  }
}
