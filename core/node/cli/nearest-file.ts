// What somebody probably meant who named a file that isn't there.
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { nearestName } from '../../base/config-issue.ts'

/** A sentence with a space before it, or nothing. */
export async function nearestFile(path: string): Promise<string> {
  const beside = await readdir(dirname(path)).catch(() => [])
  const near = nearestName(basename(path), beside)
  return near === null || near === basename(path) ? '' : ` The nearest is "${join(dirname(path), near)}".`
}
