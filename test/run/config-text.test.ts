import { parse } from 'jsonc-parser'
import { expect, test } from 'vitest'
import { builtInProblems } from '../../core/problems/registry.ts'
import { configText } from '../../core/run/config-text.ts'
import { parseRunConfig } from '../../core/run/run-config.ts'

test.each(builtInProblems.map(({ name }) => name))(
  'the commented config of %s reads back as itself',
  (problem) => {
    const config = parseRunConfig({ problem })
    if (!config.ok) throw new Error(JSON.stringify(config.issues))
    const text = configText(config.value)
    expect(parse(text)).toEqual(config.value)
    expect(parseRunConfig(parse(text))).toEqual(config)
  },
)

test('every setting is explained', () => {
  const config = parseRunConfig({})
  if (!config.ok) throw new Error(JSON.stringify(config.issues))
  const lines = configText(config.value).split('\n')
  const settings = lines.flatMap((line, index) => (/^\s*"/.test(line) ? [lines[index - 1] ?? ''] : []))
  expect(settings.length).toBeGreaterThan(30)
  for (const comment of settings) expect(comment).toMatch(/^\s*\/\/ .+/)
})

test('what a config leaves out comes from the preset, what it says wins', () => {
  const preset = parseRunConfig({ problem: 'double-pole' })
  const own = parseRunConfig({ problem: 'double-pole', neat: { populationSize: 77 } })
  if (!preset.ok || !own.ok) throw new Error('no config')
  expect(preset.value.neat.populationSize).toBe(30)
  expect(own.value.neat).toEqual({ ...preset.value.neat, populationSize: 77 })
})
