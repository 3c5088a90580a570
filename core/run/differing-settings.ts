// What differs between the settings of several runs.
import { settingGroups, valueAt } from './settings.ts'

/** Settings by path that are not equal in all `configs`, with the value of each; undefined where one doesn't have it. */
export function differingSettings(
  configs: readonly unknown[],
): readonly { readonly path: string; readonly values: readonly unknown[] }[] {
  const paths = settingGroups().flatMap(({ settings }) => settings.map(({ path }) => path))
  return [...paths, ...optionPaths(configs)]
    .map((path) => ({ path, values: configs.map((config) => valueAt(config, path)) }))
    .filter(({ values }) => new Set(values.map((value) => JSON.stringify(value))).size > 1)
}

/** The options of a problem are no settings of the schema. */
function optionPaths(configs: readonly unknown[]): readonly string[] {
  const names = configs.flatMap((config) => Object.keys(valueAt(config, 'options') ?? {}))
  return [...new Set(names)].map((name) => `options.${name}`)
}
