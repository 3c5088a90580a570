// A problem as a small picture that stands by itself: a moment of its play, its examples, or a network that evolved for it.
import { Random } from '../../core/base/random.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { genomeToJson } from '../../core/neat/genome-codec.ts'
import { toNetworkSpec } from '../../core/neat/network-of.ts'
import { compileNetwork } from '../../core/network/compile.ts'
import type { DataSet } from '../../core/network/gradient.ts'
import { evaluationContext } from '../../core/problems/evaluation-context.ts'
import { defaultOptions } from '../../core/problems/options.ts'
import type { Play, Role, Shape } from '../../core/problems/play.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { thumbnailOf } from '../../renderer/network/thumbnail-layout.ts'
import { evolutionOf, generationsOf, runConfigOf } from '../run/support.ts'

export const WIDTH = 240
export const HEIGHT = 140
const MARGIN = 12
/** Long enough for something to be seen; those whose evaluations take long show what a first generation does. */
const SHORT = { generations: 8, population: 40 } as const
const SHORTEST = { generations: 1, population: 6 } as const
const SLOW: ReadonlySet<string> = new Set(['bipedal-walker', 'visual-discrimination', 'tic-tac-toe'])
/** Moments of an episode that are looked at: the one after two thirds of them is drawn. */
const MOST_FRAMES = 240

const COLOURS: Readonly<Record<Role, string>> = {
  ground: '#7c879e',
  body: '#0b63ad',
  part: '#b85c00',
  goal: '#00704f',
  danger: '#b3261e',
  other: '#151b2b',
  sensor: '#b9c0cf',
  trace: '#9cc3e4',
}
const PAPER = '#f4f5f8'
const CLASSES = ['#0072b2', '#e69f00', '#009e73', '#cc79a7'] as const

export async function problemPicture(problem: Problem): Promise<string> {
  const drawn = await drawingOf(problem)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}"><title>${problem.name}</title><rect width="${WIDTH}" height="${HEIGHT}" fill="${PAPER}"/>${drawn.join('')}</svg>\n`
}

async function drawingOf(problem: Problem): Promise<readonly string[]> {
  const { play, examples } = problem
  if (play === undefined && examples !== undefined) return examplesDrawing(examples, problem)
  const { generations, population } = SLOW.has(problem.name) ? SHORTEST : SHORT
  const config = runConfigOf({ problem: problem.name, seed: 1, neat: { populationSize: population } })
  const evolution = evolutionOf(config, { problem, evaluator: new SerialEvaluator(problem) })
  const best = (await generationsOf(evolution, generations)).at(-1)?.best
  if (best === undefined) return []
  if (play === undefined) return networkDrawing(genomeToJson(best.genome, config.neat.network.kind))
  const network = compileNetwork(toNetworkSpec(best.genome, config.neat.network.kind))
  return playDrawing(play, problem, network)
}

function playDrawing(
  play: Play,
  problem: Problem,
  network: ReturnType<typeof compileNetwork>,
): readonly string[] {
  const context = () => evaluationContext(problem, 3, defaultOptions(problem.options))
  const frames: (readonly Shape[])[] = []
  for (const { shapes } of play.frames(network, context())) {
    frames.push(shapes)
    if (frames.length === MOST_FRAMES) break
  }
  const moment = frames[Math.floor((frames.length - 1) * 0.66)] ?? []
  return [...(play.scenery?.(context()) ?? []), ...moment].map((shape) =>
    shapeElement(shape, viewOf(play.stage)),
  )
}

interface View {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  readonly scale: number
}

function viewOf({ left, right, bottom, top }: Play['stage']): View {
  const scale = Math.min((WIDTH - 2 * MARGIN) / (right - left), (HEIGHT - 2 * MARGIN) / (top - bottom))
  return {
    scale,
    x: (value) => rounded(WIDTH / 2 + (value - (left + right) / 2) * scale),
    y: (value) => rounded(HEIGHT / 2 - (value - (top + bottom) / 2) * scale),
  }
}

const rounded = (value: number) => Math.round(value * 10) / 10

function shapeElement(shape: Shape, { x, y, scale }: View): string {
  const colour = COLOURS[shape.role]
  if (shape.kind === 'text') {
    return `<text x="${x(shape.at[0])}" y="${y(shape.at[1])}" font-size="9" font-family="sans-serif" fill="${colour}">${shape.text.replaceAll('<', '&lt;')}</text>`
  }
  const width = rounded(Math.max(1.2, shape.kind === 'path' ? (shape.width ?? 0) * scale : 0))
  const look =
    shape.filled === true ? `fill="${colour}"` : `fill="none" stroke="${colour}" stroke-width="${width}"`
  switch (shape.kind) {
    case 'circle':
      return `<circle cx="${x(shape.centre[0])}" cy="${y(shape.centre[1])}" r="${rounded(Math.max(1, shape.radius * scale))}" ${look}/>`
    case 'box': {
      const [wide, high] = [rounded(shape.size[0] * scale), rounded(shape.size[1] * scale)]
      const turned = shape.angle === undefined ? '' : ` rotate(${rounded((-shape.angle * 180) / Math.PI)})`
      return `<rect x="${-wide / 2}" y="${-high / 2}" width="${wide}" height="${high}" transform="translate(${x(shape.centre[0])} ${y(shape.centre[1])})${turned}" ${look}/>`
    }
    case 'path': {
      const points = thinned(shape.points).map(([across, up]) => `${x(across)} ${y(up)}`)
      return `<path d="M${points.join('L')}${shape.closed === true ? 'Z' : ''}" ${look}/>`
    }
  }
}

/** Curves with many points, as a picture of this size can show them. */
function thinned<Point>(points: readonly Point[], most = 160): readonly Point[] {
  const every = Math.ceil(points.length / most)
  return points.filter((_, index) => index % every === 0 || index === points.length - 1)
}

/** Points of two inputs by what they should give; of other inputs a line of squares for each example. */
function examplesDrawing({ inputs, wanted, rows }: DataSet, problem: Problem): readonly string[] {
  const width = problem.inputs.length
  const outputs = problem.outputs.length
  const input = (row: number, at: number) => inputs[row * width + at] ?? 0
  const isOn = (row: number) => (wanted[row * outputs] ?? 0) > 0.5
  if (width === 2 && rows > 8) {
    const all = Array.from({ length: rows }, (_, row) => row)
    const most = all.reduce(
      (high, row) => Math.max(high, Math.abs(input(row, 0)), Math.abs(input(row, 1))),
      1e-9,
    )
    const half = HEIGHT / 2 - MARGIN
    return all.map((row) => {
      const [cx, cy] = [WIDTH / 2 + (input(row, 0) / most) * half, HEIGHT / 2 - (input(row, 1) / most) * half]
      return `<circle cx="${rounded(cx)}" cy="${rounded(cy)}" r="2.6" fill="${CLASSES[isOn(row) ? 0 : 1]}"/>`
    })
  }
  return truthTable(Math.min(rows, 8), (line) => {
    const row = rows <= 8 ? line : Random.fromSeed(line + 1).nextInt(rows)
    return { inputs: Array.from({ length: width }, (_, at) => input(row, at) > 0.5), isOn: isOn(row) }
  })
}

interface TableLine {
  readonly inputs: readonly boolean[]
  readonly isOn: boolean
}

function truthTable(lines: number, lineAt: (line: number) => TableLine): readonly string[] {
  const cell = Math.min(22, (HEIGHT - 2 * MARGIN) / lines)
  const size = rounded(cell * 0.74)
  const top = (HEIGHT - lines * cell) / 2
  return Array.from({ length: lines }, (_, line) => {
    const { inputs, isOn } = lineAt(line)
    const left = (WIDTH - (inputs.length + 2) * cell) / 2
    const y = rounded(top + line * cell)
    const squares = inputs.map(
      (on, at) =>
        `<rect x="${rounded(left + at * cell)}" y="${y}" width="${size}" height="${size}" rx="2" fill="${on ? '#151b2b' : '#d5d9e3'}"/>`,
    )
    const x = rounded(left + (inputs.length + 1) * cell + size / 2)
    return `${squares.join('')}<circle cx="${x}" cy="${rounded(y + size / 2)}" r="${rounded(size / 2)}" fill="${isOn ? '#0072b2' : '#d5d9e3'}"/>`
  })
}

function networkDrawing(genome: Parameters<typeof thumbnailOf>[0]): readonly string[] {
  const { nodes, edges } = thumbnailOf(genome)
  const x = (share: number) => rounded(30 + share * (WIDTH - 60))
  const y = (share: number) => rounded(MARGIN + share * (HEIGHT - 2 * MARGIN))
  return [
    ...edges.map(
      ({ from, to, isPositive, strength }) =>
        `<line x1="${x(from.x)}" y1="${y(from.y)}" x2="${x(to.x)}" y2="${y(to.y)}" stroke="${isPositive ? '#0072b2' : '#b85c00'}" stroke-width="${rounded(1 + 2 * strength)}"/>`,
    ),
    ...nodes.map(
      ({ x: across, y: down, role }) =>
        `<circle cx="${x(across)}" cy="${y(down)}" r="5" fill="${role === 'hidden' ? '#00704f' : '#151b2b'}"/>`,
    ),
  ]
}
