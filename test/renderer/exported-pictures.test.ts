// What the page has on canvases, taken along as drawings and tables.
import { DOMParser } from '@xmldom/xmldom'
import { describe, expect, test } from 'vitest'
import type { PlayFrame, Role, Shape } from '../../core/problems/play.ts'
import { ROLES } from '../../core/problems/play.ts'
import { episodeTable } from '../../renderer/behaviour/episode-table.ts'
import { evenPx, fitted } from '../../renderer/behaviour/fitted-text.ts'
import { stageSvg } from '../../renderer/behaviour/stage-svg.ts'
import type { Paint } from '../../renderer/chart/drawing.ts'
import { workersTable } from '../../renderer/cluster/listed-workers.ts'
import { tasksSvg, tasksTable } from '../../renderer/cluster/task-export.ts'
import { taskLayout } from '../../renderer/cluster/task-layout.ts'
import { texts } from '../../renderer/ui/texts.ts'
import { workerView } from './made-up-views.ts'

const paint = (colour: string, opacity = 1): Paint => ({ colour, opacity })
const LOOK = { ground: paint('#ffffff'), ink: paint('#000000'), font: '"Some Font", sans-serif' }

/** Attributes of all elements of that name. */
function drawn(svg: string, name: string): readonly Readonly<Record<string, string>>[] {
  const found = new DOMParser().parseFromString(svg, 'image/svg+xml').getElementsByTagName(name)
  return [...found].map((element) => ({
    ...Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
    text: element.textContent ?? '',
  }))
}

describe('an episode', () => {
  const palette = Object.fromEntries(
    ROLES.map((role, at) => [role, paint(`#00000${at}`, role === 'sensor' ? 0.45 : 1)]),
  ) as Record<Role, Paint>
  const shapes: readonly Shape[] = [
    { kind: 'box', role: 'body', centre: [5, 5], size: [2, 4], filled: true },
    { kind: 'circle', role: 'goal', centre: [0, 10], radius: 1, filled: true },
    {
      kind: 'path',
      role: 'sensor',
      points: [
        [0, 0],
        [10, 10],
      ],
      width: 0.5,
    },
    { kind: 'text', role: 'ground', at: [1, 1], text: 'a < b & c' },
  ]
  const frame: PlayFrame = { shapes, figures: { score: 0.123456789, state: 'on' } }
  const stage = { left: 0, right: 10, bottom: 0, top: 10 }
  const svg = stageSvg({ stage, scenery: [], frame, title: 'At work' }, palette, LOOK)

  test('is drawn as the stage has it, y upwards, in colours that any program knows', () => {
    const [box, line] = drawn(svg, 'path')
    // Ten units are 464 of 480 pixels, in the middle of 640.
    expect(box).toMatchObject({ d: 'M273.6 332.8L366.4 332.8L366.4 147.2L273.6 147.2Z', fill: '#000001' })
    expect(line).toMatchObject({ d: 'M88 472L552 8', fill: 'none', 'stroke-opacity': '0.45' })
    expect(line?.['stroke-width']).toBe('23.2')
    expect(drawn(svg, 'circle')).toEqual([{ cx: '88', cy: '8', r: '46.4', fill: '#000003', text: '' }])
    expect(drawn(svg, 'text').map(({ text }) => text)).toEqual(['a < b & c', 'score 0.123457 · state on'])
    expect(drawn(svg, 'title').map(({ text }) => text)).toEqual(['At work'])
  })

  test('is a table of its figures, or of what the shown moment is made of', () => {
    const words = { frame: 'Frame', time: 'Time, ms' }
    const table = { columns: ['class', 'taken for a'], rows: [['a', 3]] }
    const frames: readonly PlayFrame[] = [frame, { shapes: [], figures: { speed: 2 } }, { shapes: [], table }]
    expect(episodeTable({ frames, frameMs: 20 }, 0, words)).toEqual({
      columns: ['Frame', 'Time, ms', 'score', 'state', 'speed'],
      rows: [
        [1, 0, 0.123456789, 'on', null],
        [2, 20, null, null, 2],
        [3, 40, null, null, null],
      ],
    })
    expect(episodeTable({ frames, frameMs: 20 }, 2, words)).toBe(table)
    expect(episodeTable({ frames: [], frameMs: 20 }, 0, words).rows).toEqual([])
  })
})

describe('the timeline of the slots', () => {
  const named = (key: string, slots: number) => ({ key, label: `desk <${key}>`, slots })
  const task = (worker: string, startMs: number, endMs: number, failed = 0) => ({
    ...{ number: startMs, worker, startMs, endMs, generation: 4, genomes: 5, failed },
  })
  const layout = taskLayout(
    [named('a', 2), named('b', 1)],
    [task('a', 1000, 2000), task('a', 500, 1500), task('b', 0, 800, 2)],
  )
  const palette = {
    even: paint('#111111'),
    odd: paint('#222222'),
    failed: paint('#333333'),
    ground: paint('#eeeeee'),
  }

  test('is drawn with a bar for every batch and the name of every worker', () => {
    const words = { title: 'Slots', from: 'then', now: 'now' }
    const svg = tasksSvg({ layout, fromMs: 0, toMs: 4000, words }, palette, LOOK)
    expect(drawn(svg, 'text').map(({ text }) => text)).toEqual(['desk <a>', 'desk <b>', 'then', 'now'])
    const bars = drawn(svg, 'rect').filter(({ fill }) => fill !== '#ffffff' && fill !== '#eeeeee')
    // Four seconds are 800 pixels, beginning at 150.
    expect(bars.map(({ x, y, width, fill }) => [x, y, width, fill])).toEqual([
      ['150', '28', '160', '#333333'],
      ['250', '0', '200', '#111111'],
      ['350', '14', '200', '#111111'],
    ])
  })

  test('is a table, a batch a row', () => {
    const { columns, rows } = tasksTable(layout, 0, texts.cluster.stream.columns)
    expect(columns).toEqual(['Worker', 'Slot', 'Generation', 'Genomes', 'Failed', 'Started, ms', 'Took, ms'])
    expect(rows).toEqual([
      ['desk <b>', 1, 4, 5, 2, 0, 800],
      ['desk <a>', 1, 4, 5, 0, 500, 1000],
      ['desk <a>', 2, 4, 5, 0, 1000, 1000],
    ])
  })
})

test('the workers are a table with each one’s genomes in a second', () => {
  const { columns, rows } = workersTable(
    [
      workerView(1, { genomesPerSecond: 12.5, warning: 'slow' }),
      workerView(0, { local: true, roundTripMs: null }),
    ],
    { ...texts.cluster.columns, warning: 'Warning' },
  )
  expect(columns).toEqual([
    'Name',
    'State',
    'Genomes/s',
    'Genomes',
    'Slots',
    'Latency',
    'Address',
    'Version',
    'Warning',
  ])
  expect(rows.map((row) => [row[0], row[2], row[5], row[6], row[8]])).toEqual([
    ['lab-pc-1', 12.5, 2.4, '192.168.1.21:47013', 'slow'],
    ['lab-pc-0', 812.4, null, null, null],
  ])
})

test('a text with little room is written smaller, then cut, and never left out', () => {
  const widthOf = (text: string) => 0.5 * text.length
  expect(fitted({ text: 'versicolor', room: null }, widthOf)).toEqual({ text: 'versicolor', px: 13 })
  expect(fitted({ text: 'versicolor', room: 100 }, widthOf)).toEqual({ text: 'versicolor', px: 13 })
  expect(fitted({ text: 'versicolor', room: 50 }, widthOf)).toEqual({ text: 'versicolor', px: 10 })
  expect(fitted({ text: 'versicolor', room: 24 }, widthOf)).toEqual({ text: 'versi…', px: 8 })
  expect(fitted({ text: 'versicolor', room: 1 }, widthOf)).toEqual({ text: 'v', px: 8 })
  expect(fitted({ text: '', room: 10 }, widthOf).text).toBe('')
})

test('texts that stand together are written in one size, that of the longest', () => {
  const widthOf = (text: string) => 0.5 * text.length
  const [long, short] = [
    { text: 'versicolor', room: 50 },
    { text: 'setosa', room: 50 },
  ]
  const mostPx = evenPx([short, long, { text: 'free', room: null }], widthOf)
  expect(mostPx).toBe(10)
  expect(fitted(short, widthOf, mostPx)).toEqual({ text: 'setosa', px: 10 })
})
