// Where in somebody's own file an error came from: its message says the place, its trace the whole way, without the frames
// of whoever called the file.
import { basename, dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { TracedError } from '../../evaluate/traced-error.ts'

/** The same kind of error, whose message ends with file and line where the stack names a place beside `file`. */
export function whereThrown(error: unknown, file: string): Error {
  if (!(error instanceof Error)) return new Error(`${describe(error)} (thrown in ${basename(file)})`)
  const stack = error.stack ?? ''
  const place = placeIn(stack, file)
  if (place === null) return error
  const located = new TracedError(`${error.message} (at ${place})`, ownTrace(stack, file), { cause: error })
  located.name = error.name
  return located
}

function describe(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
}

/** `file.ts:12:7` of the innermost frame in the folder of `file`, packages aside. */
function placeIn(stack: string, file: string): string | null {
  const folder = pathToFileURL(`${dirname(file)}/`).href
  for (const line of stack.split('\n').slice(1)) {
    const at = line.indexOf(folder)
    if (at < 0) continue
    const rest = line.slice(at + folder.length).replace(/\)$/, '')
    if (!rest.startsWith('node_modules/')) return rest
  }
  return null
}

/** The stack up to the outermost frame in the folder of `file`, whose path is left out of it. */
function ownTrace(stack: string, file: string): string {
  const folder = pathToFileURL(`${dirname(file)}/`).href
  const lines = stack.split('\n')
  const last = lines.findLastIndex((line) => line.includes(folder))
  return lines
    .slice(0, last + 1)
    .join('\n')
    .replaceAll(folder, '')
}
