// neatwork runs compare: what differs in the settings of some runs, and how far each came.
import { basename, resolve } from 'node:path'
import { settingGroups, valueAt } from '../../run/settings.ts'
import { summaryOf } from '../run-folder/run-summary.ts'
import { columns } from './columns.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { namedRun } from './named-run.ts'
import { folderWork } from './run-options.ts'
import type { Place } from './runs-command.ts'
import { openTerminal } from './terminal.ts'

const MOST = 8

export async function compareRuns(names: readonly string[], { in: folder, json }: Place): Promise<void> {
  if (names.length < 2 || names.length > MOST) {
    const are = names.length === 1 ? 'is' : 'are'
    throw new CliError(EXIT.usage, `Name two to eight runs to compare; there ${are} ${names.length}.`)
  }
  const terminal = openTerminal(json === true)
  const runs = await Promise.all(names.map((name) => namedRun(folder, name)))
  const summaries = await folderWork(Promise.all(runs.map(summaryOf)))
  const paths = settingGroups().flatMap(({ settings }) => settings.map(({ path }) => path))
  const differing = paths
    .map((path) => [path, ...runs.map(({ record }) => JSON.stringify(valueAt(record.config, path)) ?? '')])
    .filter(([, first, ...others]) => others.some((other) => other !== first))
  const results = (['state', 'generations', 'evaluations', 'best'] as const).map((key) => [
    key,
    ...summaries.map((one) => String(one[key] ?? '')),
  ])
  const settings = differing.map(([path = '', ...values]) => [path, values.map(valueIn)])
  terminal.event({ type: 'comparison', runs: summaries, settings: Object.fromEntries(settings) })
  const heads = ['', ...runs.map(({ path }) => basename(resolve(path)))]
  for (const line of columns([heads, ...results, ...differing])) terminal.line(line)
  if (differing.length === 0) terminal.line('Their settings are the same.')
}

/** null for a setting that a run doesn't have. */
const valueIn = (text: string): unknown => (text === '' ? null : JSON.parse(text))
