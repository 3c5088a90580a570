// Options of the command line for how evaluation is carried out; their bounds, defaults and meaning are the schema's.
import { type Command, InvalidArgumentError } from 'commander'
import { issuesText, parseWith } from '../../base/config-issue.ts'
import { parseBrokerAddress } from '../../wire/broker/broker-address.ts'
import { type ClusterSettings, clusterSettingsSchema, DEFAULT_CLUSTER } from '../cluster-settings.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { GROUP } from './option-groups.ts'

export type ClusterOptions = {
  readonly [Name in keyof ClusterSettings]?: ClusterSettings[Name] | undefined
} & {
  readonly neighbour?: readonly string[] | undefined
}

type Setting = keyof ClusterSettings

const EVALUATION: readonly Setting[] = ['taskTimeoutMs', 'maxRetries', 'batchSize']
const NETWORK: readonly Setting[] = [
  'host',
  'port',
  'minWorkers',
  'heartbeatIntervalMs',
  'heartbeatTimeoutMs',
  'connectionTimeoutMs',
  'verifyPercent',
  'insecure',
  'discovery',
  'sendProblem',
  'broker',
  'brokerCreds',
  'brokerCa',
  'brokerReplicas',
]

/** What stands for the value of those that are text. */
const TEXTS: Partial<Record<Setting, string>> = {
  host: 'address',
  broker: 'url',
  brokerCreds: 'file',
  brokerCa: 'file',
}

/** Options that a run on this machine alone has, too. */
export function addEvaluationOptions(command: Command): Command {
  return EVALUATION.reduce(addOption, command.optionsGroup(GROUP.evaluation))
}

export function addClusterOptions(command: Command): Command {
  return NETWORK.reduce(addOption, command.optionsGroup(GROUP.master)).option(
    '--neighbour <link>',
    'link to the master of another island, or the NATS broker where islands meet; may be given several times',
    (link: string, before: readonly string[] = []) => [...before, link],
  )
}

/** `--heartbeat-interval-ms <ms>` for `heartbeatIntervalMs`. */
function addOption(command: Command, name: Setting): Command {
  const flag = flagOf(name)
  if (typeof DEFAULT_CLUSTER[name] === 'boolean') return addSwitch(command, name)
  const given = TEXTS[name]
  const value = given ?? (name.endsWith('Ms') ? 'ms' : 'n')
  const byDefault = DEFAULT_CLUSTER[name] === '' ? 'none' : DEFAULT_CLUSTER[name]
  const text = `${meaningOf(name)} (default: ${byDefault})`
  const option = `--${flag} <${value}>`
  return given === undefined ? command.option(option, text, parserOf(name)) : command.option(option, text)
}

/** `--insecure` for what is off by default, `--no-discovery` for what is on. */
function addSwitch(command: Command, name: Setting): Command {
  if (DEFAULT_CLUSTER[name] === true)
    return command.option(`--no-${flagOf(name)}`, `don't ${meaningOf(name)}`)
  return command.option(`--${flagOf(name)}`, meaningOf(name))
}

function flagOf(name: Setting): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function meaningOf(name: Setting): string {
  const meaning = clusterSettingsSchema.shape[name].meta()?.description ?? ''
  // An abbreviation keeps its capitals.
  const first = /^[A-Z]{2}/.test(meaning) ? meaning.charAt(0) : meaning.charAt(0).toLowerCase()
  return `${first}${meaning.slice(1, -1)}`
}

function parserOf(name: Setting): (text: string) => number {
  return (text) => {
    const parsed = parseWith(
      clusterSettingsSchema.shape[name],
      /^\d+(\.\d+)?$/.test(text) ? Number(text) : text,
    )
    if (parsed.ok && typeof parsed.value === 'number') return parsed.value
    throw new InvalidArgumentError(parsed.ok ? '' : `${issuesText(parsed.issues)}.`)
  }
}

/** A switch in its normal position says nothing: commander gives every `--no-x` a value. */
function isGiven(name: Setting, options: ClusterOptions): boolean {
  return options[name] !== undefined && !(options[name] === true && DEFAULT_CLUSTER[name] === true)
}

/** `base` with what was given on the command line. Throws {@link CliError} where the two don't fit. */
export function clusterSettings(base: Partial<ClusterSettings>, options: ClusterOptions): ClusterSettings {
  const given = [...NETWORK, ...EVALUATION].flatMap((name) =>
    isGiven(name, options) ? [[name, options[name]] as const] : [],
  )
  const { neighbour, broker = '' } = options
  const place = broker === '' ? null : parseBrokerAddress(broker)
  if (place?.ok === false) throw new CliError(EXIT.usage, place.message)
  const parsed = parseWith(clusterSettingsSchema, {
    ...base,
    ...Object.fromEntries(given),
    ...(neighbour !== undefined && { neighbours: neighbour }),
  })
  if (parsed.ok) return parsed.value
  throw new CliError(EXIT.usage, `The settings are wrong: ${issuesText(parsed.issues)}.`)
}
