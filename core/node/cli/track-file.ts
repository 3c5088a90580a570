// A track for the car from a file: the first closed path of an SVG drawing, or the road painted in a PNG, as the numbers that
// travel to the workers. Of an SVG only paths are read; nothing in it is followed, fetched or run.
import { DOMParser, type Element } from '@xmldom/xmldom'
import { type Command, Option } from 'commander'
import svgpath from 'svgpath'
import { findRoad } from '../../problems/car/painted-track.ts'
import { readTrackText, trackText } from '../../problems/car/track-text.ts'
import type { OptionValues } from '../../problems/options.ts'
import { pixelsOf } from '../svg-picture.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { readFileBytes } from './input-files.ts'

/** Metres of the longer side, as the generated tracks have; drawings have any unit. */
const EXTENT = 180
/** Metres of a track whose line is drawn too thin or too thick to drive on. */
const USUAL_WIDTH = 8
const WIDTHS = { least: 5, most: 20 }
/** Straight pieces of a curve. */
const PIECES = 16
/** Finer drawings are thinned out: the car follows steps of more than a metre. */
const MOST_CORNERS = 1000
const LARGEST_FILE = 4 * 1024 * 1024

export interface TrackOptions {
  readonly track?: string
}

function trackOption(): Option {
  return new Option(
    '--track <file>',
    'SVG drawing of a closed line, or PNG painting of a closed road, for the problem "car" to drive along, instead of generated tracks',
  )
}

export function addTrackOption(command: Command): Command {
  return command.addOption(trackOption())
}

/** The option of the problem that `--track` stands for; none without it. */
export async function givenTrack({ track }: TrackOptions, problem: string): Promise<OptionValues> {
  if (track === undefined) return {}
  if (problem !== 'car') {
    throw new CliError(EXIT.usage, `"${problem}" drives along no track. Give --problem car with --track.`)
  }
  return { track: await readTrack(track) }
}

/** The track in an SVG or PNG file. Throws {@link CliError} that says what is wrong with it. */
export async function readTrack(path: string): Promise<string> {
  const refuse = (what: string): never => {
    throw new CliError(EXIT.usage, `The track ${path} can't be used: ${what}.`)
  }
  const bytes = await readFileBytes(path, 'track')
  if (bytes.length > LARGEST_FILE) return refuse('it is longer than 4 MB; draw one closed line')
  const { corners: all, width: lineWidth } = isPng(bytes)
    ? await paintedRoad(bytes, refuse)
    : drawnLine(bytes, refuse)
  const every = Math.ceil(all.length / MOST_CORNERS)
  const corners = all.filter((_, at) => at % every === 0)
  const xs = corners.map(({ x }) => x)
  const ys = corners.map(({ y }) => y)
  const [left, bottom] = [Math.min(...xs), Math.max(...ys)]
  const extent = Math.max(Math.max(...xs) - left, bottom - Math.min(...ys))
  if (!(extent > 0)) return refuse('its line has no extent')
  const scale = EXTENT / extent
  const drawn = lineWidth * scale
  const width = drawn >= WIDTHS.least && drawn <= WIDTHS.most ? drawn : USUAL_WIDTH
  // Drawings count downwards.
  const placed = corners.map(({ x, y }) => ({ x: (x - left) * scale, y: (bottom - y) * scale }))
  const track = trackText(width, placed)
  const read = readTrackText(track)
  return read.ok ? track : refuse(read.message)
}

interface Line {
  /** In units of the drawing, counted downwards. */
  readonly corners: readonly Corner[]
  /** As it is drawn; 0 where the drawing doesn't say. */
  readonly width: number
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Largest sides of a PNG that is decoded, and of the picture in which the road is looked for. */
const LARGEST_SIDE = 10_000
const LOOKED_AT = 360

const isPng = (bytes: Buffer): boolean => PNG_SIGNATURE.every((byte, at) => bytes[at] === byte)

async function paintedRoad(bytes: Buffer, refuse: (what: string) => never): Promise<Line> {
  const [width, height] = bytes.length < 24 ? [0, 0] : [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  if (width === 0 || height === 0) return refuse('it is no whole PNG')
  const longer = Math.max(width, height)
  if (longer > LARGEST_SIDE)
    return refuse(`it has ${width} by ${height} pixels; ${LARGEST_SIDE} a side are enough`)
  const side = (pixels: number) => Math.max(1, Math.round(pixels * Math.min(1, LOOKED_AT / longer)))
  const road = findRoad(await pixelsOf(bytes, { width: side(width), height: side(height) }))
  return road.ok ? road : refuse(road.message)
}

function drawnLine(bytes: Buffer, refuse: (what: string) => never): Line {
  const { path, width } = closedPath(bytes.toString('utf8'), refuse)
  return { corners: cornersOf(path), width }
}

interface Found {
  readonly path: ReturnType<typeof svgpath>
  readonly width: number
}

function closedPath(text: string, refuse: (what: string) => never): Found {
  const root = parsed(text, refuse)
  const paths = [...root.getElementsByTagName('path')]
  if (paths.length === 0) return refuse('there is no <path> in it; draw the track as one closed line')
  for (const element of paths) {
    const path = svgpath(element.getAttribute('d') ?? '')
    const wrong = 'err' in path ? String(path.err) : ''
    if (wrong !== '') return refuse(`its path is wrong: ${wrong}`)
    if (!/z\s*$/i.test(element.getAttribute('d') ?? '')) continue
    const size = transformed(path, element)
    return { path: path.abs().unshort().unarc().abs(), width: strokeWidth(element) * size }
  }
  return refuse('none of its paths is closed; join its ends, so that it ends with Z')
}

function parsed(text: string, refuse: (what: string) => never) {
  let first: string | null = null
  const onError = (level: string, message: string) => {
    if (level !== 'warning') first ??= message
  }
  try {
    const document = new DOMParser({ onError }).parseFromString(text, 'image/svg+xml')
    if (first === null) return document
  } catch (error) {
    first ??= String(error)
  }
  return refuse(`it is no SVG: ${first}`)
}

/** Applies the transforms of the path and of what it is in; returns by how much they enlarge. */
function transformed(path: ReturnType<typeof svgpath>, element: Element): number {
  const measure = svgpath('M0 0 L1 0')
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const transform = at.getAttribute('transform')
    if (transform === null) continue
    path.transform(transform)
    measure.transform(transform)
  }
  const [from, to] = cornersOf(measure.abs())
  return from === undefined || to === undefined ? 1 : Math.hypot(to.x - from.x, to.y - from.y)
}

function strokeWidth(element: Element): number {
  const style = /(?:^|;)\s*stroke-width\s*:\s*([\d.]+)/.exec(element.getAttribute('style') ?? '')?.[1]
  const width = Number.parseFloat(style ?? element.getAttribute('stroke-width') ?? '0')
  return Number.isFinite(width) ? width : 0
}

interface Corner {
  readonly x: number
  readonly y: number
}

/** Curves in straight pieces; only the first of several outlines. */
function cornersOf(path: ReturnType<typeof svgpath>): readonly Corner[] {
  const corners: Corner[] = []
  let isOver = false
  path.iterate(([kind, ...numbers], index, x, y) => {
    if (isOver || (kind === 'M' && index > 0)) {
      isOver = true
      return
    }
    if (kind === 'H') corners.push({ x: numbers[0] ?? x, y })
    else if (kind === 'V') corners.push({ x, y: numbers[0] ?? y })
    else if (kind === 'C' || kind === 'Q') corners.push(...curve({ x, y }, pairs(numbers)))
    else if (kind !== 'Z' && kind !== 'z') corners.push(...pairs(numbers))
  })
  return corners
}

function pairs(numbers: readonly number[]): readonly Corner[] {
  return numbers.flatMap((x, at) => (at % 2 === 0 ? [{ x, y: numbers[at + 1] ?? 0 }] : []))
}

/** By de Casteljau, without the beginning. */
function curve(from: Corner, through: readonly Corner[]): readonly Corner[] {
  return Array.from({ length: PIECES }, (_, piece) => {
    const share = (piece + 1) / PIECES
    let points: readonly Corner[] = [from, ...through]
    while (points.length > 1)
      points = points.slice(1).map((point, at) => mixed(points[at] ?? point, point, share))
    return points[0] ?? from
  })
}

const mixed = (a: Corner, b: Corner, share: number): Corner => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
})
