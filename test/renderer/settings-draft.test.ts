import { describe, expect, test } from 'vitest'
import { configInputOf } from '../../core/api/run-request.ts'
import { parseRunConfig } from '../../core/run/run-config.ts'
import type { Setting } from '../../core/run/settings.ts'
import {
  changed,
  fileText,
  GROUPS,
  groupsWith,
  issuesIn,
  presetOf,
  readable,
  readFile,
  type SettingsDraft,
  settingsOf,
  shownValue,
  withoutDeclared,
} from '../../renderer/setup/settings-draft.ts'

const all = GROUPS.flatMap(({ settings }) => settings)
const fields = { problem: 'deceptive-maze', seed: 4, generations: 50, populationSize: 80, options: {} }
const preset = presetOf('deceptive-maze')

function setting(path: string): Setting {
  const found = all.find((one) => one.path === path)
  if (found === undefined) throw new RangeError(`no setting ${path}`)
  return found
}

function draftWith(values: SettingsDraft): SettingsDraft {
  if (preset === null) throw new RangeError('there is a preset')
  return Object.entries(values).reduce<SettingsDraft>(
    (draft, [path, value]) => changed(draft, setting(path), value, preset),
    {},
  )
}

const draft = draftWith({
  'search.nearest': '9',
  'neat.weights.power': '0.25',
  'neat.network.kind': 'recurrent',
  'neat.network.activations': ['tanh', 'relu'],
  'neat.speciation.adaptive': false,
})

describe('the settings of the form', () => {
  test('are those of the schema that have no field of their own', () => {
    const paths = all.map(({ path }) => path)
    expect(paths).toContain('neat.crossover.rate')
    expect(
      ['version', 'problem', 'seed', 'generations', 'neat.populationSize'].filter((p) => paths.includes(p)),
    ).toEqual([])
  })

  test('stand at the preset of the problem until they are changed, and back there count as unchanged', () => {
    if (preset === null) throw new RangeError('there is a preset')
    expect(shownValue(setting('search.objective'), {}, preset)).toBe('novelty')
    const there = changed({}, setting('search.objective'), 'fitness', preset)
    expect(there).toEqual({ 'search.objective': 'fitness' })
    expect(changed(there, setting('search.objective'), 'novelty', preset)).toEqual({})
  })

  test('are found by parts of their names and of what they do', () => {
    const found = groupsWith('replace range').flatMap(({ settings }) => settings.map(({ path }) => path))
    expect(found).toContain('neat.weights.replaceRange')
    expect(groupsWith('neat-python').length).toBeGreaterThan(2)
    expect(groupsWith('no such thing')).toEqual([])
    expect(groupsWith('')).toEqual(GROUPS)
  })

  test('are called as people say it', () => {
    expect(readable('neat.weights.replaceRange')).toBe('Replace range')
  })

  test('become a config that the engine takes', () => {
    expect(settingsOf(draft)).toEqual({
      search: { nearest: 9 },
      neat: {
        weights: { power: 0.25 },
        network: { kind: 'recurrent', activations: ['tanh', 'relu'] },
        speciation: { adaptive: false },
      },
    })
    const parsed = parseRunConfig(configInputOf({ ...fields, settings: settingsOf(draft) }))
    expect(parsed.ok && [parsed.value.neat.populationSize, parsed.value.search.objective]).toEqual([
      80,
      'novelty',
    ])
  })

  test('that are wrong say what is expected', () => {
    const wrong = { 'neat.weights.power': 'much', 'search.nearest': '', 'neat.network.activations': [] }
    const issues = issuesIn('xor', wrong)
    expect(issues.get('neat.weights.power')).toContain('A number from 0 to 1,000,000')
    expect(issues.get('search.nearest')).toContain('A whole number from 1 to 1,000')
    expect(issues.get('neat.network.activations')).toContain('Choose at least one')
    expect(issuesIn('xor', draft).size).toBe(0)
  })
})

describe('files of settings', () => {
  test('written and read again are the same form', () => {
    const text = fileText(fields, draft)
    expect(text).toContain('// ')
    expect(readFile(text ?? '')).toEqual({ ok: true, fields, draft })
  })

  test('keep the options of the problem', () => {
    const chosen = { ...fields, problem: 'cart-pole', options: { episodes: 9 } }
    expect(readFile(fileText(chosen, {}) ?? '')).toMatchObject({ ok: true, fields: chosen })
  })

  test('keep a declared substrate, and what it changes of the preset', () => {
    const file = {
      problem: 'xor',
      substrate: {
        format: 'neatwork-substrate',
        version: 1,
        inputs: { name: 'in', nodes: [[-1], [1]] },
        outputs: { name: 'out', nodes: [[0]] },
        connections: [['in', 'out']],
      },
    }
    const read = readFile(JSON.stringify(file))
    if (!read.ok) throw new RangeError(read.message)
    const parsed = parseRunConfig(configInputOf({ ...read.fields, settings: settingsOf(read.draft) }))
    expect(parsed).toEqual(parseRunConfig(file))
    expect(readFile(fileText(read.fields, read.draft) ?? '')).toEqual(read)
    expect(settingsOf(withoutDeclared(read.draft, 'substrate'))).not.toHaveProperty('substrate')
  })

  test('keep data that came along', () => {
    const data = {
      format: 'neatwork-table',
      version: 1,
      inputs: ['x'],
      targets: ['y'],
      values: [0, 1, 1, 2, 2, 3, 3, 4],
    }
    const read = readFile(JSON.stringify({ problem: 'regression', data }))
    if (!read.ok) throw new RangeError(read.message)
    const parsed = parseRunConfig(configInputOf({ ...read.fields, settings: settingsOf(read.draft) }))
    expect(parsed).toEqual(parseRunConfig({ problem: 'regression', data }))
    expect(settingsOf(withoutDeclared(read.draft, 'data'))).not.toHaveProperty('data')
  })

  test('are not written while something is wrong', () => {
    expect(fileText(fields, { 'neat.weights.power': 'much' })).toBeNull()
  })

  test('may be those of the command line, with comments and the settings of a cluster', () => {
    const text = '{ // mine\n "problem": "xor", "seed": 7, "cluster": { "port": 5001 }, }'
    expect(readFile(text)).toEqual({
      ok: true,
      fields: { problem: 'xor', seed: 7, generations: 200, populationSize: 150, options: {} },
      draft: {},
    })
  })

  test('that are wrong are refused with the place and the nearest name', () => {
    const misspelt = readFile('{"problem":"xor","neat":{"wieghts":{"power":1}}}')
    expect(misspelt.ok ? '' : misspelt.message).toContain(
      'neat.wieghts: there is no such setting; the nearest is weights',
    )
    const broken = readFile('{"problem": ')
    expect(broken.ok ? '' : broken.message).toContain('no JSON')
  })
})
