// neatwork runs compare: what differs in the settings of some runs, and how far each came.
import { basename, resolve } from 'node:path'
import { MOST_COMPARED } from '../../api/limits.ts'
import { differingSettings } from '../../run/differing-settings.ts'
import { summaryOf } from '../run-folder/run-summary.ts'
import { columns } from './columns.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { namedRun } from './named-run.ts'
import { folderWork } from './run-options.ts'
import type { Place } from './runs-command.ts'
import { openTerminal } from './terminal.ts'

export async function compareRuns(names: readonly string[], { in: folder, json }: Place): Promise<void> {
  if (names.length < 2 || names.length > MOST_COMPARED) {
    const are = names.length === 1 ? 'is' : 'are'
    throw new CliError(EXIT.usage, `Name two to eight runs to compare; there ${are} ${names.length}.`)
  }
  const terminal = openTerminal(json === true)
  const runs = await Promise.all(names.map((name) => namedRun(folder, name)))
  const summaries = await folderWork(Promise.all(runs.map(summaryOf)))
  const differing = differingSettings(runs.map(({ record }) => record.config))
  const results = (['state', 'generations', 'evaluations', 'best'] as const).map((key) => [
    key,
    ...summaries.map((one) => String(one[key] ?? '')),
  ])
  const settings = differing.map(({ path, values }) => [path, values.map((value) => value ?? null)])
  const shown = differing.map(({ path, values }) => [path, ...values.map(textOf)])
  terminal.event({ type: 'comparison', runs: summaries, settings: Object.fromEntries(settings) })
  const heads = ['', ...runs.map(({ path }) => basename(resolve(path)))]
  for (const line of columns([heads, ...results, ...shown])) terminal.line(line)
  if (differing.length === 0) terminal.line('Their settings are the same.')
}

/** Empty for a setting that a run doesn't have. */
const textOf = (value: unknown) => JSON.stringify(value) ?? ''
