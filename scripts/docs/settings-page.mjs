// npm run docs:settings: writes docs/settings.md from the schemas that parse settings, so that the page can't say otherwise.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import * as z from 'zod'
import { clusterSettingsSchema } from '../../core/node/cluster-settings.ts'
import { builtInProblems } from '../../core/problems/registry.ts'
import { rangeOf } from '../../core/run/config-text.ts'
import { presetOf } from '../../core/run/presets.ts'
import { runSchema } from '../../core/run/settings.ts'

const PAGE = join(import.meta.dirname, '../../docs/settings.md')

const HEAD = `# Settings

Written by \`npm run docs:settings\` from the schemas that read settings; a test compares the two.

A config file is JSON with comments, for \`--config FILE\`. Every setting may be left out, and then comes from the
[problem's preset](#presets), or is what stands here. A wrong name is refused with the nearest right one, a wrong value with the
range. \`npx neatwork config --problem NAME\` prints them all with the values of a problem.

\`\`\`jsonc
// my-settings.jsonc
{
  "problem": "xor",
  "seed": 7,
  "neat": {
    "populationSize": 100,
    "structure": { "addNodeRate": 0.05 }
  },
  "cluster": { "minWorkers": 2 }
}
\`\`\`

\`\`\`sh
npx neatwork run --config my-settings.jsonc --generations 20
\`\`\`
`

const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ')
const json = (value) => (value === undefined ? '' : `\`${cell(JSON.stringify(value))}\``)

function tableOf(rows) {
  const lines = rows.map(
    ([name, setting]) =>
      `| \`${name}\` | ${json(setting.default)} | ${cell(valuesOf(setting))} | ${cell(setting.description ?? '')} |`,
  )
  return ['| setting | default | values | meaning |', '|---|---|---|---|', ...lines].join('\n')
}

function valuesOf(setting) {
  const range = rangeOf(setting).replace(/\.$/, '')
  if (range !== '') return `${setting.type === 'integer' ? 'whole numbers ' : ''}${lowerFirst(range)}`
  return setting.type === 'boolean' ? 'true or false' : ''
}

const lowerFirst = (text) => text.charAt(0).toLowerCase() + text.slice(1)

/** Objects that are settings of their own become sections; whatever is declared whole is a row. */
function sectionsOf(schema, path, title) {
  const entries = Object.entries(schema.properties ?? {})
  const isGroup = ([, inner]) => inner.properties !== undefined && inner.default !== undefined
  const rows = entries.filter((entry) => !isGroup(entry))
  const heading = path === '' ? 'The run' : `\`${path}\``
  const words = title === undefined || path === '' ? '' : `${title.replace(/\.?$/, '.')}\n\n`
  const own = rows.length === 0 ? [] : [`## ${heading}\n\n${words}${tableOf(rows)}\n`]
  const inner = entries
    .filter(isGroup)
    .flatMap(([name, group]) => sectionsOf(group, path === '' ? name : `${path}.${name}`, group.description))
  return [...own, ...inner]
}

/** Every value of a preset by its dotted path. */
function leaves(value, path = '') {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path, value]]
  return Object.entries(value).flatMap(([name, inner]) =>
    leaves(inner, path === '' ? name : `${path}.${name}`),
  )
}

function presets() {
  const rows = builtInProblems.map(({ name, summary }) => {
    const values = leaves(presetOf(name) ?? {}).filter(([path]) => path !== '')
    const text = values.map(([path, value]) => `\`${path}\` ${json(value)}`).join('<br>')
    return `| \`${name}\` | ${cell(summary)} | ${text} |`
  })
  return `## Presets\n\n| problem | what it is | other than the defaults |\n|---|---|---|\n${rows.join('\n')}\n`
}

function options() {
  const rows = builtInProblems.flatMap(({ name, options: specs = {} }) =>
    Object.entries(specs).map(([option, spec]) => {
      const values = optionValues(spec)
      return `| \`${name}\` | \`${option}\` | ${json(spec.default)} | ${cell(values)} | ${cell(spec.description)} |`
    }),
  )
  return `## Options of problems

Under \`options\` in a config file, or \`--option NAME=VALUE\`.

| problem | option | default | values | meaning |
|---|---|---|---|---|
${rows.join('\n')}
`
}

function optionValues(spec) {
  if (spec.kind === 'number') return `${spec.whole ? 'whole numbers ' : ''}from ${spec.low} to ${spec.high}`
  if (spec.kind === 'choice') return `one of: ${spec.choices.join(', ')}`
  return spec.kind === 'switch' ? 'true or false' : `text of at most ${spec.longest} characters`
}

/** The whole page. */
export function settingsPage() {
  const cluster = z.toJSONSchema(clusterSettingsSchema, { io: 'input' })
  const about =
    'How evaluation is carried out, which changes no bit of a run: on the command line in dashes, `--min-workers 2`'
  const sections = [...sectionsOf(runSchema(), '', undefined), ...sectionsOf(cluster, 'cluster', about)]
  return [HEAD, ...sections, presets(), options()].join('\n')
}

if (argv[1] === import.meta.filename) writeFileSync(PAGE, settingsPage())
