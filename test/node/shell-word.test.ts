import { expect, test } from 'vitest'
import { shellWord } from '../../core/node/shell-word.ts'

test.each([
  ['runs/lab', 'linux', 'runs/lab'],
  ['/home/ann/my runs/first', 'linux', "'/home/ann/my runs/first'"],
  ["it's", 'darwin', "'it'\\''s'"],
  ['C:\\runs\\lab', 'win32', 'C:\\runs\\lab'],
  ['C:\\my runs', 'win32', '"C:\\my runs"'],
] as const)('%s may be copied into a shell of %s', (path, system, expected) => {
  expect(shellWord(path, system)).toBe(expected)
})
