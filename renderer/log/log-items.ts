// Everything that happened in a run, from the history, the log and the notes, the newest first.
import type { LogEntry, RunNote } from '../../core/api/run-log.ts'
import type { PrintedView } from '../../core/api/told.ts'
import type { GenerationSnapshot } from '../../core/run/snapshot.ts'
import type { CsvTable } from '../chart/csv.ts'
import type { SpeciesHistory } from '../species/species-history.ts'
import { texts } from '../ui/texts.ts'

const words = texts.log

export const LOG_KINDS = [
  'champion',
  'species',
  'workers',
  'islands',
  'options',
  'alarm',
  'error',
  'printed',
  'note',
] as const
export type LogKind = (typeof LOG_KINDS)[number]

export interface LogItem {
  readonly key: string
  readonly kind: LogKind
  readonly generation: number
  /** null where only the generation is known. */
  readonly atMs: number | null
  readonly text: string
  readonly details: string | null
  /** Of a note, by which it is removed. */
  readonly note?: number
  /** Whose evaluation failed. */
  readonly failed?: number
  /** Where its code was then, frame by frame. */
  readonly trace?: string
}

interface Happened {
  readonly history: readonly GenerationSnapshot[]
  /** Generations with a new best, in order. */
  readonly improvements: readonly number[]
  readonly species: SpeciesHistory
  readonly log: readonly LogEntry[]
  readonly notes: readonly RunNote[]
  readonly printed: readonly PrintedView[]
}

export function logItems({
  history,
  improvements,
  species,
  log,
  notes,
  printed,
}: Happened): readonly LogItem[] {
  const items = [
    ...championItems(history, improvements),
    ...speciesItems(species),
    ...log.map(entryItem),
    ...notes.map(noteItem),
    ...printed.map(printedItem),
  ]
  return items.sort((a, b) => b.generation - a.generation || (b.atMs ?? 0) - (a.atMs ?? 0))
}

export function countByKind(items: readonly LogItem[]): Readonly<Record<LogKind, number>> {
  const counts = Object.fromEntries(LOG_KINDS.map((kind) => [kind, 0])) as Record<LogKind, number>
  for (const { kind } of items) counts[kind]++
  return counts
}

export function logCsv(items: readonly LogItem[]): CsvTable {
  return {
    columns: ['generation', 'time', 'kind', 'text', 'details'],
    rows: items.map(({ generation, atMs, kind, text, details }) => [
      ...[generation, atMs === null ? null : new Date(atMs).toISOString(), kind, text, details],
    ]),
  }
}

function championItems(
  history: readonly GenerationSnapshot[],
  improvements: readonly number[],
): readonly LogItem[] {
  const improved = new Set(improvements)
  return history.flatMap(({ generation, champion }) => {
    if (!improved.has(generation)) return []
    return {
      ...({ key: `champion-${generation}`, kind: 'champion', generation, atMs: null } as const),
      text: words.champion(champion.fitness, champion.genomeId),
      details: words.championOf(champion.hiddenNodes, champion.enabledConnections),
    }
  })
}

function speciesItems(species: SpeciesHistory): readonly LogItem[] {
  return species.lives.flatMap((life) => {
    const { id, born, last, largest } = life
    const common = { kind: 'species', atMs: null, details: null } as const
    const birth = { ...common, key: `born-${id}`, generation: born, text: words.born(id) }
    if (species.isAlive(life)) return [birth]
    const text = words.extinct(id, last - born + 1, largest)
    return [birth, { ...common, key: `extinct-${id}`, generation: last + 1, text }]
  })
}

function noteItem({ number, generation, text, atMs }: RunNote): LogItem {
  return { key: `note-${number}`, kind: 'note', generation, atMs, text, details: null, note: number }
}

function printedItem({ number, generation, atMs, worker, genomeId, text }: PrintedView): LogItem {
  const common = { key: `printed-${number}`, kind: 'printed', generation, atMs, details: null } as const
  return { ...common, text: words.printed(worker, genomeId, text) }
}

function entryItem(entry: LogEntry): LogItem {
  const { number, atMs, generation } = entry
  const common = { key: `entry-${number}`, atMs, generation, details: null }
  switch (entry.kind) {
    case 'worker-joined':
      return { ...common, kind: 'workers', text: words.joined(entry.label, entry.address, entry.slots) }
    case 'worker-left':
      return { ...common, kind: 'workers', text: words.left(entry.label, entry.how) }
    case 'worker-failed':
      return { ...common, kind: 'workers', text: words.failed(entry.label, entry.reason) }
    case 'island-missed':
      return { ...common, kind: 'islands', text: words.islandMissed(entry.island, entry.exchange) }
    case 'island-back':
      return {
        ...common,
        kind: 'islands',
        text: words.islandBack(entry.island, entry.exchange),
        details: words.missed(entry.missed),
      }
    case 'options-changed':
      return { ...common, kind: 'options', text: words.options(optionsText(entry.options)) }
    case 'extended':
      return { ...common, kind: 'options', text: words.extended(entry.generations) }
    case 'alarm':
      return { ...common, kind: 'alarm', text: entry.message }
    case 'genome-failed':
      return {
        ...common,
        kind: 'error',
        text: words.genomeFailed(entry.genomeId, entry.reason),
        details: entry.others === 0 ? null : words.others(entry.others),
        failed: entry.genomeId,
        ...(entry.trace !== undefined && { trace: entry.trace }),
      }
  }
}

const optionsText = (options: Readonly<Record<string, number | boolean | string>>) =>
  Object.entries(options)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
