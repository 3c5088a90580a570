// A search on disk: what it is, the runs of its trials, and its results as a table and a picture, written anew whenever a
// rung is done. The runs are the truth; the rest follows from them.
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { issuesText, parseWith } from '../../base/config-issue.ts'
import type { Goal } from '../../neat/score.ts'
import { isMissing } from '../run-folder/run-folder-error.ts'
import { writeWholeFile } from '../whole-file.ts'
import { parallelCoordinates } from './parallel-coordinates.ts'
import { type Search, searchSchema } from './plan.ts'
import { ranked, scoreOf, type Trial } from './rank.ts'

const FILE = 'search.json'

export class SearchFolderError extends Error {
  override readonly name = 'SearchFolderError'
}

/** The search in `path`; null where there is none. Rejects with {@link SearchFolderError} where it can't be read. */
export async function readSearch(path: string): Promise<Search | null> {
  const text = await readFile(join(path, FILE), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
  if (text === null) return null
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new SearchFolderError(`${FILE} in ${path} is not JSON. Restore it from a copy.`, { cause: error })
  }
  const parsed = parseWith(searchSchema, value)
  if (parsed.ok) return parsed.value
  throw new SearchFolderError(`${FILE} in ${path} is damaged: ${issuesText(parsed.issues.slice(0, 3))}.`)
}

export async function writeSearch(path: string, search: Search): Promise<void> {
  await mkdir(path, { recursive: true })
  await writeWholeFile(join(path, FILE), `${JSON.stringify(search, null, 2)}\n`)
}

/** Of one run of a trial. */
export function runFolderOf(path: string, trial: number, seed: number): string {
  return join(path, 'runs', `trial-${String(trial).padStart(5, '0')}-seed-${seed}`)
}

/** Heads and rows of the table, the best trial first. */
export function tableOf(
  search: Search,
  trials: readonly Trial[],
  goal: Goal,
): readonly (readonly string[])[] {
  const paths = Object.keys(search.space)
  const heads = ['rank', 'trial', ...paths, 'solved', 'evaluations', 'best', 'generations']
  const rows = ranked(trials, goal).map((trial, rank) => {
    const { solved, evaluations, best } = scoreOf(trial)
    const generations = Math.max(...trial.runs.map((run) => run.generations))
    return [
      ...[String(rank + 1), String(trial.number), ...paths.map((path) => String(trial.point[path] ?? ''))],
      ...[`${solved}/${trial.runs.length}`, evaluations.toFixed(0), best.toFixed(4), String(generations)],
    ]
  })
  return [heads, ...rows]
}

/** Writes the table as CSV and the picture as SVG. */
export async function writeResults(
  path: string,
  search: Search,
  trials: readonly Trial[],
  goal: Goal,
): Promise<void> {
  const csv = tableOf(search, trials, goal).map((row) => `${row.map(cell).join(',')}\n`)
  await writeWholeFile(join(path, 'results.csv'), csv.join(''))
  const title = `${String(search.settings['problem'])}: ${trials.length} trials of ${search.seeds.count} seeds, ${search.method}`
  await writeWholeFile(
    join(path, 'parallel-coordinates.svg'),
    parallelCoordinates(ranked(trials, goal), search.space, title),
  )
}

/** RFC 4180. */
const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
