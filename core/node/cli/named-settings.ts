// Settings of many runs of one problem: a file, the options that every such command has, and single ones by --set.
import { type Command, InvalidArgumentError } from 'commander'
import { issuesText } from '../../base/config-issue.ts'
import type { Problem } from '../../problems/problem.ts'
import { fitIssues } from '../../run/config-fit.ts'
import { parseRunConfig, type RunConfig } from '../../run/run-config.ts'
import { assignmentIn, isSettings, type Settings, withValue } from '../efficacy/settings.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { readJsonFile } from './input-files.ts'
import { GROUP } from './option-groups.ts'
import { namedProblem, ownProblem } from './own-problem.ts'
import { problemOf, whole } from './run-options.ts'

export interface NamedSettings {
  readonly problem?: string
  readonly python?: string
  readonly population?: number
  readonly generations?: number
  readonly config?: string
  readonly set?: readonly (readonly [string, unknown])[]
}

export function addSettingOptions(command: Command): Command {
  return command
    .optionsGroup(GROUP.problem)
    .option('--problem <name>', 'problem to solve (default: xor), or the file of one of your own')
    .option('--python <file:function>', 'a fitness function of your own in Python, as the problem')
    .option('--population <n>', 'genomes in every generation', whole(2, 1_000_000))
    .option('--generations <n>', 'after which a run has failed', whole(1, 1_000_000_000))
    .option('--config <file>', 'JSON file with settings; options on the command line win over it')
    .option('--set <path=value>', 'one setting by its path; may be given several times', addAssignment)
}

function addAssignment(
  text: string,
  before: readonly (readonly [string, unknown])[] = [],
): readonly (readonly [string, unknown])[] {
  const assignment = assignmentIn(text)
  if (assignment === null)
    throw new InvalidArgumentError('Expected PATH=VALUE, such as neat.populationSize=300.')
  return [...before, assignment]
}

/** What runs are made of, before any of it is varied. */
export interface Named {
  readonly settings: Settings
  readonly own: Problem | null
}

/** Throws {@link CliError}. */
export async function namedSettings(options: NamedSettings): Promise<Named> {
  const { config: path, population, generations, set = [] } = options
  const file = path === undefined ? {} : await readJsonFile(path, 'config file')
  if (!isSettings(file)) throw new CliError(EXIT.usage, `The config file ${path} must hold a JSON object.`)
  const inFile = typeof file['problem'] === 'string' ? file['problem'] : undefined
  const name = namedProblem(options) ?? inFile
  const own = await ownProblem(name)
  let settings = withValue(file, 'problem', own?.name ?? name ?? 'xor')
  if (generations !== undefined) settings = withValue(settings, 'generations', generations)
  if (population !== undefined) settings = withValue(settings, 'neat.populationSize', population)
  for (const [at, value] of set) settings = withValue(settings, at, value)
  return { settings, own }
}

/** Throws {@link CliError} that names the setting. */
export function configOf({ settings, own }: Named): {
  readonly config: RunConfig
  readonly problem: Problem
} {
  const parsed = parseRunConfig(settings)
  if (!parsed.ok) throw new CliError(EXIT.usage, `The settings are wrong: ${issuesText(parsed.issues)}.`)
  const problem = problemOf(parsed.value, own)
  const misfits = fitIssues(parsed.value, problem)
  if (misfits.length > 0) throw new CliError(EXIT.usage, `The settings are wrong: ${issuesText(misfits)}.`)
  return { config: parsed.value, problem }
}
