// A path inside a command that people copy into their shell. It may hold spaces.
import { platform } from 'node:process'

/** As it is where no shell minds it; otherwise in single quotes, and on Windows, whose paths hold none, in double ones. */
export function shellWord(word: string, system: NodeJS.Platform = platform): string {
  if (system === 'win32') return /^[\w@%+=:,.\\/-]+$/.test(word) ? word : `"${word}"`
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
