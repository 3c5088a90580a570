// What a Python process says of the problem that it has loaded, parsed once.
import * as z from 'zod'
import { issuesText, parseWith } from '../../base/config-issue.ts'
import type { OptionSpecs } from '../../problems/options.ts'
import type { OwnCode, Problem } from '../../problems/problem.ts'
import { builtInProblems } from '../../problems/registry.ts'
import { PROTOCOL_VERSION } from '../../wire/frame.ts'
import { dataNames } from '../own/data-files.ts'
import { optionSchema } from '../own/option-schema.ts'
import { OwnProblemError } from '../own/own-problem-error.ts'
import { PIPE_VERSION } from './pipe.ts'

const labels = z.array(z.string().min(1)).min(1).max(10_000)

const readySchema = z.strictObject({
  pipe: z.int(),
  protocol: z.int(),
  python: z.string(),
  hash: z.string().regex(/^[0-9a-f]{32}$/),
  problem: z.strictObject({
    name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    version: z.int().min(0),
    summary: z.string().max(200),
    inputs: labels.nullable(),
    outputs: labels.nullable(),
    solvedAt: z.number().nullable(),
    worstFitness: z.number(),
    deterministic: z.boolean(),
    options: z.record(z.string(), optionSchema),
    data: dataNames,
  }),
  play: z
    .strictObject({
      stage: z.strictObject({ left: z.number(), right: z.number(), bottom: z.number(), top: z.number() }),
      frameMs: z.number().positive(),
    })
    .nullable(),
})
export type Ready = z.output<typeof readySchema>

/** Throws {@link OwnProblemError} where the package on the other side is another one. */
export function parseReady(body: Buffer): Ready {
  const parsed = parseWith(readySchema, JSON.parse(body.toString('utf8')))
  const { pipe, protocol } = parsed.ok ? parsed.value : { pipe: 0, protocol: 0 }
  if (parsed.ok && pipe === PIPE_VERSION && protocol === PROTOCOL_VERSION) return parsed.value
  const what = parsed.ok ? `it speaks version ${pipe}.${protocol}` : issuesText(parsed.issues)
  throw new OwnProblemError(
    `The Python package "neatwork" does not fit this Neatwork (${what}; expected ${PIPE_VERSION}.${PROTOCOL_VERSION}). Install the one that came with it.`,
  )
}

/** The problem, whose function can't be called here. Throws {@link OwnProblemError}. */
export function problemOfReady({ problem, hash, play }: Ready, file: string, entry: string): Problem {
  const { name, inputs, outputs, solvedAt, options, data, ...rest } = problem
  if (inputs === null || outputs === null) {
    throw new OwnProblemError(
      `${file} doesn't say how many inputs and outputs its networks have. Write INPUTS = 2 and OUTPUTS = 1 into it, or mark the function with @neatwork.problem(inputs=2, outputs=1).`,
    )
  }
  if (builtInProblems.some((known) => known.name === name)) {
    throw new OwnProblemError(
      `The problem in ${file} is called "${name}", as one that Neatwork brings along. Write NAME = "my-${name}" into it.`,
    )
  }
  const own: OwnCode = { language: 'python', file, hash, entry, ...(data.length > 0 && { data }) }
  const shown = play !== null && { play: { ...play, frames: elsewhere } }
  const settable = Object.keys(options).length > 0 && { options: options as OptionSpecs }
  return {
    ...rest,
    name,
    inputs,
    outputs,
    own,
    ...settable,
    ...shown,
    ...solvedMark(solvedAt),
    evaluate: elsewhere,
  }
}

/** Without a mark, nothing solves the problem: the run ends by its generations, or by its owner. */
function solvedMark(solvedAt: number | null): Pick<Problem, 'solvedAt' | 'tryChampion'> {
  if (solvedAt !== null) return { solvedAt }
  return { solvedAt: Number.MAX_VALUE, tryChampion: () => ({ solved: false, metrics: {} }) }
}

export function elsewhere(): never {
  throw new TypeError('a problem in Python is evaluated in a process of its own')
}
