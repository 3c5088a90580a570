import { describe, expect, test } from 'vitest'
import { type OptionSpecs, parseOptions } from '../../core/problems/options.ts'
import { changedOption, draftOf, readOptions, shownOptions } from '../../renderer/options/options-draft.ts'

const specs: OptionSpecs = {
  laps: { kind: 'number', default: 3, low: 1, high: 9, whole: true, description: '' },
  grip: { kind: 'number', default: 0.5, low: 0, high: 1, description: '' },
  wind: { kind: 'switch', default: false, description: '' },
  track: { kind: 'choice', default: 'oval', choices: ['oval', 'eight'], description: '' },
  name: { kind: 'text', default: '', longest: 5, description: '' },
}

describe('what is typed', () => {
  test('is read as the kind of option that it is for', () => {
    const draft = { laps: ' 5', grip: '.25', wind: true, track: 'eight', name: '7' }
    const { values, issues } = readOptions(specs, draft)
    expect(values).toEqual({ laps: 5, grip: 0.25, wind: true, track: 'eight', name: '7' })
    expect([...issues]).toEqual([])
  })

  test.each([
    ['laps', '2.5', 'A whole number from 1 to 9, please.'],
    ['laps', '', 'A whole number from 1 to 9, please.'],
    ['grip', 'much', 'A number from 0 to 1, please.'],
    ['name', 'longer', 'A text of at most 5 characters, please.'],
  ])('is refused where %s is %j', (name, text, sentence) => {
    const { values, issues } = readOptions(specs, { [name]: text })
    expect(values).toBeNull()
    expect([...issues]).toEqual([[name, sentence]])
  })

  test('counts as unchanged once it is what it was', () => {
    const there = changedOption({}, { name: 'laps', before: '3' }, '4')
    expect(there).toEqual({ laps: '4' })
    expect(changedOption(there, { name: 'laps', before: '3' }, '3')).toEqual({})
  })
})

test('values of a file come back as the draft that makes them, without what is the default', () => {
  const { values } = parseOptions({ options: specs }, { laps: 7, wind: true }, 'options')
  expect(draftOf(specs, values)).toEqual({ laps: '7', wind: true })
  expect(shownOptions(values)).toMatchObject({ laps: '7', grip: '0.5', wind: true })
})
