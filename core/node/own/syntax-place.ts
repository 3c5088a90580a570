// Where in somebody's file an error of syntax is. V8 keeps that of a module to itself; the parser that reads TypeScript
// tells, and JavaScript is TypeScript to it.
import * as nodeModule from 'node:module'
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import { textsOf } from './text-hash.ts'

/** `file.js:12`, in `file` or in what it imports beside it; null where nobody knows. */
export async function syntaxPlace(file: string, error: SyntaxError): Promise<string | null> {
  const told = placeIn(error)
  if (told !== null) return told
  // Not there before Node 22.13.
  const strip: ((text: string, options: { sourceUrl: string }) => string) | undefined =
    'stripTypeScriptTypes' in nodeModule ? nodeModule.stripTypeScriptTypes : undefined
  if (strip === undefined) return null
  for (const [path, text] of await textsOf(file)) {
    try {
      strip(text, { sourceUrl: pathToFileURL(path).href })
    } catch (wrong) {
      return wrong instanceof Error ? (placeIn(wrong) ?? basename(path)) : null
    }
  }
  return null
}

/** Errors of syntax carry their place in the first line of the stack only. */
function placeIn({ stack = '' }: Error): string | null {
  return /^file:.*?([^/\\]+:\d+)$/.exec(stack.split('\n', 1)[0] ?? '')?.[1] ?? null
}
