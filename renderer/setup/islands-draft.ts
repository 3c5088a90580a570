// The islands of a new run's form as data: text as typed, and what it stands for. Bounds, defaults and what is allowed come
// from the schema that the command line and config files are read with.
import { parseWith } from '../../core/base/config-issue.ts'
import { type Islands, islandsSchema } from '../../core/run/islands-config.ts'
import { isNeighbour, NEIGHBOUR_SHAPE } from '../../core/wire/island-link.ts'
import { texts } from '../ui/texts.ts'

const words = texts.setup.islands

export const ISLAND_NUMBERS = ['every', 'champions', 'waitSeconds'] as const
export type IslandNumber = (typeof ISLAND_NUMBERS)[number]
export type IslandField = 'island' | 'names' | 'topology' | 'neighbours' | IslandNumber

/** As typed: names with commas, a neighbour a line. */
export type IslandsDraft = Readonly<Record<IslandField, string>>

const { shape } = islandsSchema
const byDefault = (name: IslandNumber | 'topology') => String(shape[name].parse(undefined))

export const NO_ISLANDS: IslandsDraft = {
  ...{ island: '', names: '', topology: byDefault('topology'), neighbours: '' },
  ...{ every: byDefault('every'), champions: byDefault('champions'), waitSeconds: byDefault('waitSeconds') },
}

export interface ReadIslands {
  /** A part of the run's settings; nothing where there are no islands, or something is wrong. */
  readonly settings: { readonly islands?: Islands }
  readonly neighbours: readonly string[]
  readonly issues: ReadonlyMap<IslandField, string>
}

/** Without names and neighbours there are no islands. `seed` is the archipelago's. */
export function readIslands(draft: IslandsDraft, seed: number): ReadIslands {
  const neighbours = neighboursIn(draft.neighbours)
  const names = namesIn(draft.names)
  const island = draft.island.trim()
  const none = { settings: {}, neighbours: [], issues: new Map() }
  if (island === '' && names.length === 0 && neighbours.length === 0) return none
  const numbers = Object.fromEntries(ISLAND_NUMBERS.map((name) => [name, numberIn(draft[name])]))
  const parsed = parseWith(islandsSchema, { ...numbers, island, names, seed, topology: draft.topology })
  const issues = new Map<IslandField, string>()
  for (const { path, message } of parsed.ok ? [] : parsed.issues) {
    const field = FIELDS.find((name) => path === name || path.startsWith(`${name}.`))
    if (field !== undefined && !issues.has(field)) issues.set(field, sentence(field, message))
  }
  const lost = neighbours.find((text) => !isNeighbour(text))
  if (lost !== undefined) issues.set('neighbours', words.neighboursWrong(lost, NEIGHBOUR_SHAPE))
  return parsed.ok && lost === undefined
    ? { settings: { islands: parsed.value }, neighbours, issues }
    : { ...none, issues }
}

/** What a file or another run says of islands, as it would be typed. */
export function islandsDraftOf({
  islands,
  neighbours = [],
}: {
  readonly islands?: Islands
  readonly neighbours?: readonly string[]
}): IslandsDraft {
  if (islands === undefined) return NO_ISLANDS
  const { island, names, topology, every, champions, waitSeconds } = islands
  return {
    ...{ island, names: names.join(', '), topology, neighbours: neighbours.join('\n') },
    ...{ every: String(every), champions: String(champions), waitSeconds: String(waitSeconds) },
  }
}

export const namesIn = (text: string): readonly string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** As other islands show it: with `--neighbour` and quotes, or without. */
const neighboursIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:--neighbour\s+)?["']?|["']?\s*$/g, ''))
    .filter((line) => line !== '')

const FIELDS: readonly IslandField[] = ['island', 'names', 'topology', ...ISLAND_NUMBERS]

/** What is no number stays as typed, for the schema to refuse. */
const numberIn = (text: string): number | string => (/^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text)

function sentence(field: IslandField, message: string): string {
  if (field === 'every' || field === 'champions' || field === 'waitSeconds') {
    const { minimum, maximum, isWhole } = boundsOf(field)
    return isWhole ? texts.setup.whole(minimum, maximum) : texts.settings.number(minimum, maximum)
  }
  if (field === 'names' && !message.startsWith('an island') && !message.startsWith('every')) {
    return words.namesWrong
  }
  if (field === 'island' && !message.startsWith('an island')) return words.islandMissing
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`
}

function boundsOf(name: IslandNumber) {
  const { minValue, maxValue, format } = shape[name].unwrap()
  return {
    minimum: minValue ?? 0,
    maximum: maxValue ?? Number.MAX_SAFE_INTEGER,
    isWhole: format === 'safeint',
  }
}
