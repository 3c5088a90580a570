// What stands in the form of a new run, as one value: the request it began with, what was typed, what was changed, and what
// may be chosen. Pure.
import type { RunRequest } from '../../core/api/commands.ts'
import type { ProblemView } from '../../core/api/views.ts'
import type { OptionSpecs } from '../../core/problems/options.ts'
import type { DataTable } from '../../core/problems/table/data-table.ts'
import { draftOf, type OptionsDraft, readOptions } from '../options/options-draft.ts'
import { texts } from '../ui/texts.ts'
import {
  type IslandsDraft,
  islandsDraftOf,
  NO_ISLANDS,
  type ReadIslands,
  readIslands,
} from './islands-draft.ts'
import {
  fileText,
  issuesIn,
  readFile,
  type SettingsDraft,
  settingsOf,
  withoutDeclared,
} from './settings-draft.ts'
import { type NumberTexts, requestOf, textsOf } from './setup-fields.ts'

export interface RunDraft {
  /** Its problem is the chosen one; its numbers are those of before anything was typed. */
  readonly base: RunRequest
  readonly typed: NumberTexts
  readonly settings: SettingsDraft
  readonly options: OptionsDraft
  readonly islands: IslandsDraft
  /** Somebody's own, from a file; it stands before those that come along. */
  readonly own: ProblemView | null
}

export function firstDraft(base: RunRequest): RunDraft {
  return { base, typed: textsOf(base), settings: {}, options: {}, islands: NO_ISLANDS, own: null }
}

/** Begins with `name`, as its preset has it; with the request's problem where `name` isn't among those offered. */
export function draftFor(
  base: RunRequest,
  listed: readonly ProblemView[],
  name: string | undefined,
): RunDraft {
  const problem = listed.find((one) => one.name === name)
  return problem === undefined ? firstDraft(base) : withProblem(firstDraft(base), problem)
}

export function problemsOf({ own }: RunDraft, listed: readonly ProblemView[]): readonly ProblemView[] {
  return own === null ? listed : [own, ...listed.filter(({ name }) => name !== own.name)]
}

/** Another problem brings the sizes that suit it; its options and data were the other one's. */
export function withProblem(draft: RunDraft, problem: ProblemView): RunDraft {
  return {
    ...draft,
    base: { ...draft.base, problem: problem.name },
    options: {},
    settings: withoutDeclared(draft.settings, 'data'),
    typed: {
      ...draft.typed,
      populationSize: String(problem.preset.populationSize),
      generations: String(problem.preset.generations),
    },
  }
}

/** What somebody's file holds is chosen at once; the one of before is no longer offered. */
export function withOwn(draft: RunDraft, own: ProblemView): RunDraft {
  return { ...withProblem(draft, own), own }
}

export function withData(draft: RunDraft, table: DataTable): RunDraft {
  return { ...draft, settings: { ...draft.settings, data: JSON.stringify(table) } }
}

export function backToPreset(draft: RunDraft, problem: ProblemView): RunDraft {
  return withProblem({ ...draft, settings: {} }, problem)
}

export function isPreset({ settings, options, typed }: RunDraft, { preset }: ProblemView): boolean {
  return (
    Object.keys(settings).length === 0 &&
    Object.keys(options).length === 0 &&
    typed.populationSize.trim() === String(preset.populationSize) &&
    typed.generations.trim() === String(preset.generations)
  )
}

export type Imported =
  | { readonly ok: true; readonly draft: RunDraft }
  | { readonly ok: false; readonly message: string }

/** What a config file says, in place of everything that it can say. */
export function withFile(draft: RunDraft, text: string, problems: readonly ProblemView[]): Imported {
  const imported = readFile(text)
  if (!imported.ok) return imported
  const { problem: name, seed, generations, populationSize, options } = imported.fields
  const known = problems.find((candidate) => candidate.name === name)
  if (known === undefined) return { ok: false, message: texts.settings.unknownProblem(name) }
  const numbers = {
    seed: String(seed),
    generations: String(generations),
    populationSize: String(populationSize),
  }
  return {
    ok: true,
    draft: {
      ...draft,
      base: { ...draft.base, problem: name },
      typed: { ...draft.typed, ...numbers },
      settings: imported.draft,
      options: draftOf(known.options, options ?? {}),
      islands: islandsDraftOf(imported.fields),
    },
  }
}

export interface ReadRun {
  /** null while something is wrong. */
  readonly request: RunRequest | null
  /** The same as a commented config file. */
  readonly file: string | null
  /** A sentence by path of the setting. */
  readonly issues: ReadonlyMap<string, string>
  /** A sentence by name of the problem's option. */
  readonly optionIssues: ReadonlyMap<string, string>
  readonly islandIssues: ReadIslands['issues']
}

/** The run that the form stands for. `specs` are the options of its problem. */
export function readRun(draft: RunDraft, specs: OptionSpecs): ReadRun {
  const { base, typed, settings, options } = draft
  const numbers = requestOf(base, typed)
  const { values, issues: optionIssues } = readOptions(specs, options)
  const islands = readIslands(base.role === 'master' ? draft.islands : NO_ISLANDS, numbers?.seed ?? 0)
  const told = { issues: issuesIn(base.problem, settings), optionIssues, islandIssues: islands.issues }
  if (numbers === null || values === null || told.issues.size > 0 || islands.issues.size > 0)
    return { request: null, file: null, ...told }
  const request = {
    ...{ ...numbers, neighbours: [...islands.neighbours] },
    settings: { ...settingsOf(settings), options: values, ...islands.settings },
  }
  const file = fileText({ ...request, ...islands.settings, options: values }, settings)
  return { request, file, ...told }
}
