import { expect, test } from 'vitest'
import { issuesText } from '../../core/base/config-issue.ts'
import { parseRunConfig } from '../../core/run/run-config.ts'
import { nestedIn, runSchema, type SettingSchema, settingGroups, valueAt } from '../../core/run/settings.ts'
import { runConfigOf } from './support.ts'

const settings = settingGroups().flatMap((group) => group.settings)

test('every setting has a description, a default within its range, and a path of its own', () => {
  expect(settings.length).toBeGreaterThan(80)
  expect(new Set(settings.map(({ path }) => path)).size).toBe(settings.length)
  for (const setting of settings) {
    expect(setting.path === 'version' || setting.description.length > 10, setting.path).toBe(true)
    expect(valueAt(runConfigOf({ problem: 'parity-2' }), setting.path), setting.path).toEqual(setting.default)
    if (setting.kind !== 'number') continue
    expect(setting.default, setting.path).toBeGreaterThanOrEqual(setting.minimum)
    expect(setting.default, setting.path).toBeLessThanOrEqual(setting.maximum)
  }
})

test('no setting of the schema is left out', () => {
  const leaves = (schema: SettingSchema, path: string): string[] =>
    Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
      const here = path === '' ? name : `${path}.${name}`
      if (inner.default === undefined) return [] // declared whole: the substrate
      if (inner.type === 'object' && inner.properties === undefined) return [] // by names of the problem's own
      return inner.properties === undefined ? [here] : leaves(inner, here)
    })
  const all = leaves(runSchema(), '').filter((path) => path !== 'version' && path !== 'problem')
  expect(all.filter((path) => !settings.some((setting) => setting.path === path))).toEqual([])
})

test('a misspelt name is refused with the nearest, at any depth', () => {
  for (const { path } of settings.filter(({ name }) => name.length > 5)) {
    const misspelt = `${path}s`
    const parsed = parseRunConfig(nestedIn([[misspelt, 1]]))
    const name = path.split('.').at(-1)
    expect(parsed.ok ? '' : issuesText(parsed.issues), path).toContain(
      `${misspelt}: there is no such setting; the nearest is ${name}`,
    )
  }
})

test('values by path are one nested object', () => {
  const nested = nestedIn([
    ['a.b', 1],
    ['c', 2],
    ['a.d.e', 3],
  ])
  expect(nested).toEqual({ a: { b: 1, d: { e: 3 } }, c: 2 })
  expect([valueAt(nested, 'a.d.e'), valueAt(nested, 'a.x.y')]).toEqual([3, undefined])
})
