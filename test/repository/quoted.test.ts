// What documents quote: the messages on the page of troubles are the program's, and the figures on the page of performance
// those of the measurements.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** The program's sentences: what they are put together of is joined, and what differs is left out. */
function sentences(): string {
  const files = ['core', 'renderer', 'electron', 'python'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|py)$/.test(name))
      .map((name) => join(folder, name)),
  )
  const text = files.map(read).join('\n')
  return text.replaceAll(/['`"] \+\s+['`"]/g, '').replaceAll("\\'", "'")
}

/** Sentences of a message, and pieces between the parts that differ. */
const piecesOf = (message: string) =>
  message
    .split(/…|(?<=[.:]) /)
    .map((piece) => piece.replace(/^[."):, ]+|[.]$/g, '').trim())
    .filter((piece) => /\p{L}{2}/u.test(piece))

const known = sentences()
const isSaid = (message: string) => piecesOf(message).every((piece) => known.includes(piece))

test('every message on the page of troubles is one that the program prints', () => {
  const quotes = [...read('docs/troubleshooting.md').matchAll(/^> (.*(?:\n> .*)*)/gm)]
  const messages = quotes.map(([, quote = '']) => quote.replaceAll('\n> ', ' ').trim())
  console.log(`${messages.length} messages of docs/troubleshooting.md compared with the program`)
  expect(messages.length).toBeGreaterThan(20)
  expect(messages.filter((message) => !isSaid(message))).toEqual([])
})

test('a message that nobody prints is found', () => {
  expect(isSaid('No master was found on this network.')).toBe(true)
  expect(isSaid('No mistress was found on this network.')).toBe(false)
})

test('every figure in the tables of the page of performance stands in the results', () => {
  const results = read('bench/RESULTS.md')
  const rows = [...read('docs/performance.md').matchAll(/^\| .*\d.* \|$/gm)].map(([row]) => row)
  const figures = rows.flatMap((row) => row.match(/\d[\d,.]*\d(?:[/–]\d[\d,.]*)?/g) ?? [])
  console.log(`${figures.length} figures of docs/performance.md compared with bench/RESULTS.md`)
  expect(figures.length).toBeGreaterThan(30)
  expect(figures.filter((figure) => !results.includes(figure))).toEqual([])
})
