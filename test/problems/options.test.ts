import { expect, test } from 'vitest'
import { defaultOptions, type OptionSpecs, parseOptions } from '../../core/problems/options.ts'

const specs: OptionSpecs = {
  track: { kind: 'choice', default: 'oval', choices: ['oval', 'eight'], description: 'The track.' },
  laps: { kind: 'number', default: 2, low: 1, high: 9, whole: true, description: 'Laps to drive.' },
  wind: { kind: 'switch', default: false, description: 'Whether it blows.' },
  label: { kind: 'text', default: '', longest: 4, description: 'Shown beside it.' },
}

test('what is not given is the default', () => {
  expect(parseOptions({ options: specs }, { laps: 3 }, 'options')).toEqual({
    values: { track: 'oval', laps: 3, wind: false, label: '' },
    issues: [],
  })
  expect(defaultOptions(specs)).toEqual({ track: 'oval', laps: 2, wind: false, label: '' })
  expect(defaultOptions(undefined)).toEqual({})
})

test('an option that the problem does not have is refused with the nearest name', () => {
  const { issues } = parseOptions({ options: specs }, { trak: 'oval' }, 'options')
  expect(issues).toEqual([
    { path: 'options.trak', message: 'the problem has no option "trak"; the nearest is track' },
  ])
})

test.each([
  [{ laps: 1.5 }, 'options.laps', 'must be a whole number from 1 to 9, but it is 1.5'],
  [{ laps: '2' }, 'options.laps', 'must be a whole number from 1 to 9, but it is "2"'],
  [{ wind: 1 }, 'options.wind', 'must be true or false, but it is 1'],
  [{ track: 'eigth' }, 'options.track', 'must be one of oval, eight, but it is "eigth"'],
  [{ label: 'too long' }, 'options.label', 'must be a text of at most 4 characters, but it is "too long"'],
])('%j is refused where it stands', (given, path, message) => {
  expect(parseOptions({ options: specs }, given, 'options').issues).toEqual([{ path, message }])
})
