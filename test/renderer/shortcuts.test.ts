import { describe, expect, test } from 'vitest'
import { isBareKey, keysOf, type Pressed, readableKeys } from '../../renderer/ui/shortcuts.ts'

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
const pressed = (key: string, held: Partial<Pressed> = {}): Pressed => ({ ...none, key, ...held })

describe('what was pressed', () => {
  test.each<[string, Pressed, boolean, string]>([
    ['Control and k', pressed('k', { ctrlKey: true }), false, 'mod+k'],
    ['Command and k on a Mac', pressed('k', { metaKey: true }), true, 'mod+k'],
    ['Control and k on a Mac, which is nothing of ours', pressed('k', { ctrlKey: true }), true, 'other+k'],
    ['Control, Shift and p', pressed('P', { ctrlKey: true, shiftKey: true }), false, 'mod+shift+p'],
    [
      'a question mark, with Shift or without as the keyboard has it',
      pressed('?', { shiftKey: true }),
      false,
      '?',
    ],
    ['the same on another keyboard', pressed('?'), false, '?'],
    ['a capital letter', pressed('P', { shiftKey: true }), false, 'shift+p'],
    ['the space bar', pressed(' '), false, 'space'],
  ])('%s', (_what, event, isMac, keys) => {
    expect(keysOf(event, isMac)).toBe(keys)
  })

  test('is a key alone unless Control, Command or Alt was held', () => {
    expect(['p', '?', 'shift+p'].map(isBareKey)).toEqual([true, true, true])
    expect(['mod+k', 'alt+1'].map(isBareKey)).toEqual([false, false])
  })
})

test('keys are called what their keyboard calls them', () => {
  expect(readableKeys('mod+shift+p', false)).toEqual(['Ctrl', 'Shift', 'P'])
  expect(readableKeys('mod+shift+p', true)).toEqual(['⌘', '⇧', 'P'])
  expect(readableKeys('space', false)).toEqual(['Space'])
})
