// The preload's list of names is the typed map's.
import { expect, test } from 'vitest'
import { COMMAND_NAMES } from '../../core/api/commands.ts'
import { isKnownCommand } from '../../electron/channels.ts'

test('every command of the typed map passes the preload', () => {
  expect(COMMAND_NAMES.filter((name) => !isKnownCommand(name))).toEqual([])
})

test.each(['toString', '__proto__', 'eval', '', null, 1])('%j does not pass', (name) => {
  expect(isKnownCommand(name)).toBe(false)
})
