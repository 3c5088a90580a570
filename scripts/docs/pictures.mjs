// npm run docs:pictures: the pictures of docs/concepts.md, drawn from a real run of XOR (seed 1), and the same every time. They
// are on white, for light and for dark pages.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { Cancellation } from '../../core/base/abort.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { toSvg } from '../../core/export/svg.ts'
import { genomeToJson } from '../../core/neat/genome-codec.ts'
import { solve } from '../../core/node/library/solve.ts'
import { findProblem } from '../../core/problems/registry.ts'
import { evolve } from '../../core/run/evolve.ts'
import { parseRunConfig } from '../../core/run/run-config.ts'

const FOLDER = join(import.meta.dirname, '../../docs/pictures')
const NAMES = { inputs: ['a', 'b'], outputs: ['a xor b'] }
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#b8a900', '#555555']
const INK = '#151b2b'
const SOFT = '#515c74'

const svg = (width, height, inner) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="13" fill="${INK}">
<rect width="${width}" height="${height}" fill="#ffffff"/>
${inner.join('\n')}
</svg>
`

const text = (x, y, words, more = '') => `<text x="${x}" y="${y}" ${more}>${words}</text>`
const round = (value) => Math.round(value * 10) / 10

/** Snapshots of the run that solves XOR, and the genomes that its first generation had. */
async function run() {
  const snapshots = []
  const { champion } = await solve('xor', {
    seed: 1,
    onGeneration: (snapshot) => void snapshots.push(snapshot),
  })
  const { problem } = findProblem('xor')
  const { value: config } = parseRunConfig({ problem: 'xor', seed: 1 })
  const evolution = {
    config,
    problem,
    evaluator: new SerialEvaluator(problem),
    resumeFrom: null,
    signal: new Cancellation().signal,
  }
  const first = await evolve(evolution).next()
  return { snapshots, champion, minimal: genomeToJson(first.value.population.genomes[0], 'feed-forward') }
}

const MARGIN = { left: 46, right: 12, top: 14, bottom: 34 }

function plot(snapshots, width, height, top) {
  const x = (generation) =>
    round(MARGIN.left + ((width - MARGIN.left - MARGIN.right) * generation) / (snapshots.length - 1))
  const y = (value) => round(height - MARGIN.bottom - ((height - MARGIN.top - MARGIN.bottom) * value) / top)
  const ticks = [0, top / 2, top].map((value) =>
    text(MARGIN.left - 8, y(value) + 4, value, `text-anchor="end" fill="${SOFT}"`),
  )
  const last = snapshots.length - 1
  const axis = [
    `<path d="M${x(0)} ${y(0)}H${x(last)}" stroke="${SOFT}" fill="none"/>`,
    ...[0, last].map((at) => text(x(at), height - 14, at, `text-anchor="middle" fill="${SOFT}"`)),
    text(round(width / 2), height - 14, 'generation', `text-anchor="middle" fill="${SOFT}"`),
  ]
  return { x, y, frame: [...ticks, ...axis] }
}

function fitnessPicture(snapshots) {
  const { x, y, frame } = plot(snapshots, 640, 260, 4)
  const line = (name, colour) =>
    `<path d="M${snapshots.map((snapshot, at) => `${x(at)} ${y(snapshot[name])}`).join('L')}" fill="none" stroke="${colour}" stroke-width="2.5"/>`
  const middle = Math.floor(snapshots.length / 2)
  return svg(640, 260, [
    ...frame,
    line('best', COLOURS[0]),
    line('mean', COLOURS[5]),
    text(x(middle), y(snapshots[middle].best) - 8, 'best', `fill="${COLOURS[0]}"`),
    text(x(middle), y(snapshots[middle].mean) + 20, 'mean', `fill="${COLOURS[5]}"`),
  ])
}

/** Species as bands whose heights are their sizes, in the order of their ages. */
function speciesPicture(snapshots) {
  const { populationSize } = snapshots[0]
  const { x, y, frame } = plot(snapshots, 640, 260, populationSize)
  const ids = [...new Set(snapshots.flatMap(({ species }) => species.map(({ id }) => id)))].sort(
    (a, b) => a - b,
  )
  const sizeOf = ({ species }, id) => species.find((one) => one.id === id)?.size ?? 0
  const below = snapshots.map(() => 0)
  const bands = ids.map((id, index) => {
    const low = snapshots.map((_, at) => `${x(at)} ${y(below[at])}`)
    snapshots.forEach((snapshot, at) => {
      below[at] += sizeOf(snapshot, id)
    })
    const high = snapshots.map((_, at) => `${x(at)} ${y(below[at])}`)
    return `<path d="M${low.join('L')}L${high.reverse().join('L')}Z" fill="${COLOURS[index % COLOURS.length]}" stroke="#ffffff"/>`
  })
  return svg(640, 260, [...bands, ...frame])
}

const box = (x, y, title, lines, colour) => [
  `<rect x="${x}" y="${y}" width="190" height="${34 + lines.length * 20}" rx="10" fill="#ffffff" stroke="${colour}" stroke-width="2"/>`,
  text(x + 14, y + 24, title, `font-weight="bold" fill="${colour}"`),
  ...lines.map((line, index) => text(x + 14, y + 46 + index * 20, line, `fill="${SOFT}"`)),
]

const arrow = (x1, y1, x2, y2, colour) => {
  const angle = Math.atan2(y2 - y1, x2 - x1)
  const wing = (turn) => `${round(x2 - 9 * Math.cos(angle + turn))} ${round(y2 - 9 * Math.sin(angle + turn))}`
  return `<path d="M${x1} ${y1}L${x2} ${y2}M${wing(0.45)}L${x2} ${y2}L${wing(-0.45)}" fill="none" stroke="${colour}" stroke-width="2"/>`
}

function labPicture() {
  const workers = [20, 130, 240]
  return svg(640, 340, [
    ...box(
      20,
      110,
      'Master',
      ['owns the population,', 'breeds it, hands out', 'batches of genomes'],
      COLOURS[0],
    ),
    ...workers.flatMap((y, index) =>
      box(430, y, `Worker ${index + 1}`, ['evaluates on its cores'], COLOURS[2]),
    ),
    ...workers.map((y) => arrow(212, 155, 426, y + 20, COLOURS[0])),
    ...workers.map((y) => arrow(426, y + 36, 212, 169, COLOURS[5])),
    text(20, 80, 'batches: networks and seeds', `fill="${COLOURS[0]}"`),
    text(20, 240, 'results: a fitness each', `fill="${COLOURS[5]}"`),
  ])
}

/** Every picture by its name. */
export async function pictures() {
  const { snapshots, champion, minimal } = await run()
  return new Map([
    ['first-network.svg', toSvg(minimal, NAMES)],
    ['solved-network.svg', toSvg(champion, NAMES)],
    ['fitness.svg', fitnessPicture(snapshots)],
    ['species.svg', speciesPicture(snapshots)],
    ['lab.svg', labPicture()],
  ])
}

if (argv[1] === import.meta.filename) {
  mkdirSync(FOLDER, { recursive: true })
  for (const [name, picture] of await pictures()) writeFileSync(join(FOLDER, name), picture)
}
