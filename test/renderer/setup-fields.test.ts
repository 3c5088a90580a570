import { describe, expect, test } from 'vitest'
import {
  brokerIssue,
  fieldError,
  NUMBER_FIELDS,
  requestOf,
  textsOf,
} from '../../renderer/setup/setup-fields.ts'
import { FAKE_REQUEST } from './fake-api.ts'

describe("the new run's form", () => {
  test('starts as the default request, and stands for it untouched', () => {
    expect(requestOf(FAKE_REQUEST, textsOf(FAKE_REQUEST))).toEqual(FAKE_REQUEST)
  })

  test('takes what is typed', () => {
    const typed = { ...textsOf(FAKE_REQUEST), seed: ' 42 ', populationSize: '500' }
    expect(requestOf(FAKE_REQUEST, typed)).toEqual({ ...FAKE_REQUEST, seed: 42, populationSize: 500 })
  })

  test.each([
    ['populationSize', '1'],
    ['populationSize', '12.5'],
    ['populationSize', '1e3'],
    ['generations', ''],
    ['generations', '0'],
    ['seed', '-1'],
    ['seed', '4294967296'],
    ['minWorkers', 'two'],
    ['localSlots', '0x10'],
    ['port', '65536'],
  ] as const)('says what %s may be when it is "%s", and stands for nothing', (field, text) => {
    expect(fieldError(field, text)).toMatch(/^A whole number from [\d,.\s]+ to [\d,.\s]+, please\.$/)
    expect(requestOf(FAKE_REQUEST, { ...textsOf(FAKE_REQUEST), [field]: text })).toBeNull()
  })

  test.each(NUMBER_FIELDS)('has nothing against the default of %s', (field) => {
    expect(fieldError(field, textsOf(FAKE_REQUEST)[field])).toBeNull()
  })
})

test("a broker's address is optional, and what is none is told with an example", () => {
  expect([brokerIssue(''), brokerIssue(' nats://lab ')]).toEqual([null, null])
  expect(brokerIssue('lab:4222')).toContain('nats://broker.example:4222')
})
