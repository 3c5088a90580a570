import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readTrack } from '../../core/node/cli/track-file.ts'
import { pngOf } from '../../core/node/svg-picture.ts'
import { readTrackText } from '../../core/problems/car/track-text.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'neatwork-track-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

async function drawn(svg: string): Promise<string> {
  const file = join(folder, 'track.svg')
  await writeFile(file, svg)
  return await readTrack(file)
}

const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`

test('a closed path becomes a track whose longer side is 180 metres, counted upwards', async () => {
  const text = await drawn(svg('<path d="M10 10 H100 V55 H10 Z" style="fill:none;stroke-width:5px"/>'))
  expect(text).toBe('width 10 at 0,90 180,90 180,0 0,0')
  const read = readTrackText(text)
  expect(read.ok && read.track.length).toBe(540)
})

test('curves, relative letters and transforms of the groups around a path count', async () => {
  const one = await drawn(svg('<path stroke-width="8" d="M0 0 C0 60 90 60 90 0 Q45 -90 0 0 Z"/>'))
  const other = await drawn(
    svg(
      '<g transform="scale(2)"><g transform="translate(5 5)"><path stroke-width="8" d="m0 0c0 60 90 60 90 0q-45-90-90 0z"/></g></g>',
    ),
  )
  expect(one.split(' ').length).toBeGreaterThan(30)
  expect(other).toBe(one)
})

test('a line too thin to drive on becomes as wide as other tracks', async () => {
  expect(await drawn(svg('<path stroke-width="0.1" d="M0 0 H90 V45 H0 Z"/>'))).toMatch(/^width 8 at /)
})

test('open paths are passed over, and nothing but paths is read', async () => {
  const text = await drawn(
    svg(
      '<script>throw 1</script><image href="file:///etc/passwd"/><path d="M0 0 L5 5"/><path d="M0 0H90V90Z"/>',
    ),
  )
  expect(text).toBe('width 8 at 0,180 180,180 180,0')
})

test('a drawing of more corners than anybody drives around is thinned out', async () => {
  const zigzag = Array.from({ length: 20_000 }, (_, at) => `L${at} ${at % 2}`).join(' ')
  const text = await drawn(svg(`<path d="M0 0 ${zigzag} L20000 9000 L0 9000 Z"/>`))
  expect(text.split(' ').length).toBeLessThan(1010)
})

test.each([
  ['nonsense', 'it is no SVG: missing root element'],
  ['<svg', 'it is no SVG: unexpected end of input'],
  [svg(''), 'there is no <path> in it; draw the track as one closed line'],
  [svg('<path d="M0 0 L9 x Z"/>'), 'its path is wrong: '],
  [svg('<path d="M0 0 L9 9"/>'), 'none of its paths is closed; join its ends, so that it ends with Z'],
  [svg('<path d="M3 3 L3 3 Z"/>'), 'its line has no extent'],
  ['<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><svg><path d="&c;"/></svg>', ''],
])('%s is refused with a sentence', async (text, message) => {
  await expect(drawn(text)).rejects.toThrow(`can't be used: ${message}`)
})

describe('a painting', () => {
  const KIDNEY = 'M40 20 C80 0 100 45 130 30 C170 5 195 50 180 80 C165 110 40 115 25 90 C10 60 15 30 40 20 Z'
  const page = (inside: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 120" width="200" height="120">${inside}</svg>`
  const line = (colour: string, width: number) =>
    `<path d="${KIDNEY}" fill="none" stroke="${colour}" stroke-width="${width}"/>`

  async function painted(inside: string): Promise<string> {
    const file = join(folder, 'track.png')
    await writeFile(file, await pngOf(page(inside)))
    return await readTrack(file)
  }

  async function trackIn(text: string) {
    const read = readTrackText(text)
    return read.ok ? read.track : expect.unreachable(read.message)
  }

  test.each([
    ['a grey road on grass', `<rect width="200" height="120" fill="#3a7d2c"/>${line('#444', 9)}`],
    ['a road on nothing', line('#000', 9)],
    [
      'a white road on black, with its markings',
      `<rect width="200" height="120"/>${line('#fff', 9)}${line('#000', 1)}`,
    ],
  ])('of %s becomes the track that was drawn', async (_what, inside) => {
    const drawing = await trackIn(await drawn(page(line('grey', 9))))
    const painting = await trackIn(await painted(inside))
    expect(Math.abs(painting.length / drawing.length - 1)).toBeLessThan(0.03)
    expect(Math.abs(painting.halfWidth / drawing.halfWidth - 1)).toBeLessThan(0.1)
    const shifted = (by: { left: number; bottom: number }, { x, y }: { x: number; y: number }) => ({
      x: x - by.left,
      y: y - by.bottom,
    })
    for (const point of painting.middle) {
      const at = shifted(painting.bounds, point)
      const off = drawing.middle.map((other) => {
        const there = shifted(drawing.bounds, other)
        return Math.hypot(there.x - at.x, there.y - at.y)
      })
      expect(Math.min(...off)).toBeLessThan(3)
    }
  })

  test('is refused with a sentence where there is no closed road, or no PNG behind its signature', async () => {
    await expect(painted('')).rejects.toThrow("can't be used: there is no road around something")
    await expect(painted('<rect x="9" y="9" width="50" height="50"/>')).rejects.toThrow('one closed road')
    await expect(painted(line('#000', 0.3))).rejects.toThrow("can't be used: ")
    const file = join(folder, 'bad.png')
    await writeFile(file, Buffer.from('89504e470d0a1a0a', 'hex'))
    await expect(readTrack(file)).rejects.toThrow("can't be used: it is no whole PNG")
    const huge = Buffer.alloc(24)
    huge.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    huge.writeUInt32BE(4_000_000, 16)
    huge.writeUInt32BE(4_000_000, 20)
    await writeFile(file, huge)
    await expect(readTrack(file)).rejects.toThrow('10000 a side are enough')
    await writeFile(
      file,
      Buffer.concat([huge.subarray(0, 16), Buffer.from([0, 0, 0, 9, 0, 0, 0, 9]), Buffer.alloc(99)]),
    )
    await expect(readTrack(file)).rejects.toThrow("can't be used: there is no road")
  })
})

test('a drawing becomes a PNG in which its text is drawn', async () => {
  const page = (inside: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20" width="60" height="20" font-family="sans-serif" font-size="12">${inside}</svg>`
  const [empty, written] = [await pngOf(page('')), await pngOf(page('<text x="2" y="15">Wörter</text>'))]
  expect([...written.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  expect(Buffer.from(written).readUInt32BE(16)).toBe(180)
  expect(written.length).toBeGreaterThan(empty.length + 500)
})
