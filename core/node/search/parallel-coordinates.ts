// All trials of a search in one picture: an axis per setting and one for what came of it, a line per trial (Inselberg
// 1985). The better a trial, the darker and the later it is drawn. Pure.
import { scoreOf, type Trial } from './rank.ts'
import type { Space, Value } from './space.ts'

const AXIS_GAP = 170
const MARGIN = { left: 90, right: 110, top: 64, bottom: 36 }
const HEIGHT = 320
/** From the best to the last. */
const BEST = [0x1b, 0x4f, 0x8f] as const
const LAST = [0xd9, 0xdd, 0xe3] as const

interface Column {
  readonly label: string
  /** 0 at the bottom, 1 at the top. */
  readonly at: (trial: Trial) => number
  readonly ticks: readonly (readonly [number, string])[]
}

/** `trials` with the best first. */
export function parallelCoordinates(trials: readonly Trial[], space: Space, title: string): string {
  const columns = [...Object.keys(space).map((path) => settingColumn(path, space)), ...outcomes(trials)]
  const width = MARGIN.left + MARGIN.right + AXIS_GAP * (columns.length - 1)
  const bottom = MARGIN.top + HEIGHT
  const x = (column: number) => MARGIN.left + AXIS_GAP * column
  const y = (share: number) => round(bottom - share * HEIGHT)
  const lines = trials
    .map((trial, rank) => {
      const points = columns.map(({ at }, column) => `${x(column)},${y(at(trial))}`).join(' ')
      const stroke = mixed(trials.length < 2 ? 0 : rank / (trials.length - 1))
      return `<polyline points="${points}" fill="none" stroke="${stroke}" stroke-width="${rank === 0 ? 3 : 1.5}"/>`
    })
    .toReversed()
  const axes = columns.map(({ label, ticks }, column) => {
    const marks = ticks.map(
      ([share, text]) =>
        `<line x1="${x(column) - 4}" x2="${x(column)}" y1="${y(share)}" y2="${y(share)}" stroke="#444"/>` +
        `<text x="${x(column) - 8}" y="${y(share) + 4}" text-anchor="end" fill="#444" paint-order="stroke" stroke="#fff" stroke-width="3">${escaped(text)}</text>`,
    )
    return (
      `<line x1="${x(column)}" x2="${x(column)}" y1="${MARGIN.top}" y2="${bottom}" stroke="#444"/>${marks.join('')}` +
      `<text x="${x(column)}" y="${MARGIN.top - 12}" text-anchor="middle" font-weight="600" fill="#222">${escaped(label)}</text>`
    )
  })
  const height = bottom + MARGIN.bottom
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="${MARGIN.left - 60}" y="24" font-size="14" fill="#222">${escaped(title)}</text>
${lines.join('\n')}
${axes.join('\n')}
</svg>
`
}

function settingColumn(path: string, space: Space): Column {
  const label = path.split('.').slice(-2).join('.')
  const axis = space[path] ?? []
  const set = ({ point }: Trial) => point[path] ?? 0
  if (!Array.isArray(axis)) {
    const { low, high, log } = axis
    const scale = log ? Math.log : (number: number) => number
    return { label, ...numeric((trial) => Number(set(trial)), [low, high], scale) }
  }
  const numbers = axis.filter((value) => typeof value === 'number')
  if (numbers.length === axis.length && new Set(numbers).size > 1) {
    const ends = [Math.min(...numbers), Math.max(...numbers)] as const
    const column = numeric(
      (trial) => Number(set(trial)),
      ends,
      (number) => number,
    )
    const places = numbers.map((value) => [(value - ends[0]) / (ends[1] - ends[0]), short(value)] as const)
    return { label, ...column, ticks: places }
  }
  const place = (value: Value) => (axis.length < 2 ? 0.5 : axis.indexOf(value) / (axis.length - 1))
  return { label, at: (trial) => place(set(trial)), ticks: axis.map((one) => [place(one), String(one)]) }
}

function outcomes(trials: readonly Trial[]): readonly Column[] {
  const scored = new Map(trials.map((trial) => [trial, scoreOf(trial)]))
  const column = (
    label: string,
    of: 'solved' | 'evaluations' | 'best',
    least?: readonly number[],
  ): Column => {
    const value = (trial: Trial) => scored.get(trial)?.[of] ?? 0
    const all = [...trials.map(value), ...(least ?? [])]
    return { label, ...numeric(value, [Math.min(...all), Math.max(...all)], (number) => number) }
  }
  const seeds = Math.max(...trials.map(({ runs }) => runs.length))
  return [
    column('seeds solved', 'solved', [0, seeds]),
    column('evaluations', 'evaluations'),
    column('best fitness', 'best'),
  ]
}

function numeric(
  of: (trial: Trial) => number,
  [low, high]: readonly [number, number],
  scale: (number: number) => number,
): Pick<Column, 'at' | 'ticks'> {
  const share = (number: number) =>
    high === low ? 0.5 : (scale(number) - scale(low)) / (scale(high) - scale(low))
  const ends = high === low ? [low] : [low, high]
  return { at: (trial) => share(of(trial)), ticks: ends.map((end) => [share(end), short(end)]) }
}

const short = (number: number) => String(Number(number.toPrecision(4)))
const round = (number: number) => Math.round(number * 10) / 10

/** 0 is the colour of the best. */
function mixed(share: number): string {
  const channel = (at: 0 | 1 | 2) => Math.round(BEST[at] + (LAST[at] - BEST[at]) * Math.sqrt(share))
  return `#${([0, 1, 2] as const).map((at) => channel(at).toString(16).padStart(2, '0')).join('')}`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter)
