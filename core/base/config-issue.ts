// What is wrong with a value from outside, said with the path where it stands. Works on zod's issues; knows no schema.
import type * as z from 'zod'

/** What is wrong with a value from outside, and where it stands. */
export interface ConfigIssue {
  /** Dotted path into the value, '' for the value itself. */
  readonly path: string
  readonly message: string
}

/** The value, or what is wrong with it. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly issues: readonly ConfigIssue[] }

/** Parses and freezes; unknown keys are named together with the nearest known one. */
export function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Parsed<z.output<Schema>> {
  const result = schema.safeParse(value)
  if (result.success) return { ok: true, value: deepFreeze(result.data) }
  return { ok: false, issues: result.error.issues.flatMap((issue) => describe(issue, schema)) }
}

/** One sentence for people: `neat.populationSize: expected …; …`. */
export function issuesText(issues: readonly ConfigIssue[]): string {
  return issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ')
}

function describe(issue: z.core.$ZodIssue, schema: z.ZodType): ConfigIssue[] {
  const path = issue.path.map(String)
  if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), message: plainly(issue.message) }]
  const known = keysAt(schema, path)
  return issue.keys.map((key) => {
    const near = nearestName(key, known)
    const hint = near === null ? `known are ${known.join(', ')}` : `the nearest is ${near}`
    return { path: [...path, key].join('.'), message: `there is no such setting; ${hint}` }
  })
}

function keysAt(schema: unknown, path: readonly string[]): string[] {
  let at: unknown = schema
  for (const key of path) at = shapeOf(at)?.[key]
  return Object.keys(shapeOf(at) ?? {})
}

/** The fields of an object schema, looked for through defaults and prefaults. */
function shapeOf(schema: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof schema !== 'object' || schema === null) return null
  if ('shape' in schema && typeof schema.shape === 'object' && schema.shape !== null)
    return { ...schema.shape }
  if ('def' in schema && typeof schema.def === 'object' && schema.def !== null && 'innerType' in schema.def) {
    return shapeOf(schema.def.innerType)
  }
  return null
}

/** The known name within a third of its length in edits of `name`, or null. */
export function nearestName(name: string, known: readonly string[]): string | null {
  let best: string | null = null
  let bestDistance = Number.POSITIVE_INFINITY
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best !== null && bestDistance <= Math.max(2, Math.floor(best.length / 3)) ? best : null
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** Who wrote the value may not know what a type is, but whether a field is there. */
function plainly(message: string): string {
  if (message.endsWith('received undefined')) return 'is missing'
  return message.charAt(0).toLowerCase() + message.slice(1)
}

function deepFreeze<Value>(value: Value): Value {
  // Bytes can't be frozen.
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) deepFreeze(inner)
  }
  return value
}
