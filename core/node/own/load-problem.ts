// Loads a problem from somebody's file, and says in one sentence what is wrong with it. Only ever called in a process
// that does nothing else: the code in the file runs here.
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as z from 'zod'
import { issuesText, parseWith } from '../../base/config-issue.ts'
import type { OptionSpecs } from '../../problems/options.ts'
import type { Play } from '../../problems/play.ts'
import type { EvaluationContext, Problem } from '../../problems/problem.ts'
import { builtInProblems } from '../../problems/registry.ts'
import { checkedNetwork } from './checked-network.ts'
import { dataNames } from './data-files.ts'
import { optionSchema } from './option-schema.ts'
import { ownPlay } from './own-play.ts'
import { OwnProblemError } from './own-problem-error.ts'
import { syntaxPlace } from './syntax-place.ts'
import { whereThrown } from './where-thrown.ts'

const someFunction = <Type>() =>
  z.custom<Type>((value) => typeof value === 'function', { message: 'must be a function' })

/** Names of inputs or outputs, or only how many there are. */
const labels = (prefix: string) =>
  z
    .union([z.int().min(1).max(10_000), z.array(z.string().min(1)).min(1).max(10_000)], {
      error: ({ input }) =>
        input === undefined ? 'is missing' : 'must be names, or a number from 1 to 10000',
    })
    .transform((value) =>
      typeof value === 'number' ? Array.from({ length: value }, (_, i) => `${prefix} ${i + 1}`) : value,
    )

const axis = z
  .strictObject({ name: z.string(), low: z.number(), high: z.number() })
  .refine(({ low, high }) => low < high, 'low must be below high')

type Evaluate = Problem['evaluate']
type EvaluateBatch = NonNullable<Problem['evaluateBatch']>

/** Every one is a network to be compiled for every evaluation. */
const MOST_OPPONENTS = 1000

const ownProblemSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by dashes'),
  version: z.int().min(0).default(1),
  summary: z.string().max(200).default(''),
  inputs: labels('input'),
  outputs: labels('output'),
  solvedAt: z.number(),
  worstFitness: z.number().default(0),
  deterministic: z.boolean().default(true),
  behaviour: z.array(axis).min(1).optional(),
  options: z.record(z.string(), optionSchema).optional(),
  opponents: z.int().min(1).max(MOST_OPPONENTS).optional(),
  data: dataNames.default([]),
  evaluate: someFunction<Evaluate>().optional(),
  evaluateBatch: someFunction<EvaluateBatch>().optional(),
  play: z
    .strictObject({
      stage: z
        .strictObject({ left: z.number(), right: z.number(), bottom: z.number(), top: z.number() })
        .refine(
          ({ left, right, bottom, top }) => left < right && bottom < top,
          'left must be below right, and bottom below top',
        ),
      frameMs: z.number().positive(),
      scenery: someFunction<NonNullable<Play['scenery']>>().optional(),
      frames: someFunction<Play['frames']>(),
    })
    .optional(),
})

export interface LoadedProblem {
  readonly problem: Problem
  /** Names of the files that it reads. */
  readonly data: readonly string[]
}

/** The problem that `file` exports. Rejects with {@link OwnProblemError}. */
export async function loadOwnProblem(file: string): Promise<LoadedProblem> {
  const value = await exported(file)
  const parsed = parseWith(ownProblemSchema, value)
  if (!parsed.ok) {
    throw new OwnProblemError(`The problem in ${file} is wrong: ${issuesText(parsed.issues)}.`)
  }
  const { behaviour, options, opponents, play, evaluate, evaluateBatch, data, ...rest } = parsed.value
  if (builtInProblems.some(({ name }) => name === rest.name)) {
    throw new OwnProblemError(
      `The problem in ${file} is called "${rest.name}", as one that Neatwork brings along. Give it another name.`,
    )
  }
  const problem: Problem = {
    ...rest,
    ...(behaviour && { behaviour }),
    ...(options && { options: options as OptionSpecs }),
    ...(opponents && { opponents }),
    ...(play && { play: ownPlay(play as Play, file) }),
    ...evaluating({ evaluate, evaluateBatch }, file),
  }
  return { problem, data }
}

/** What evaluates, with networks that check what they are given and errors that tell their place in `file`. */
function evaluating(
  own: { readonly evaluate: Evaluate | undefined; readonly evaluateBatch: EvaluateBatch | undefined },
  file: string,
): Pick<Problem, 'evaluate' | 'evaluateBatch'> {
  const located = <Value>(work: () => Value): Value => {
    try {
      return work()
    } catch (error) {
      throw whereThrown(error, file)
    }
  }
  const { evaluate, evaluateBatch } = own
  if (evaluateBatch === undefined) {
    if (evaluate !== undefined) {
      return {
        evaluate: (network, context) =>
          located(() => evaluate(checkedNetwork(network), checkedContext(context))),
      }
    }
    throw new OwnProblemError(
      `The problem in ${file} is wrong: it needs a function "evaluate", or "evaluateBatch" for many at once.`,
    )
  }
  const together: EvaluateBatch = (networks, contexts) =>
    located(() => evaluateBatch(networks.map(checkedNetwork), contexts.map(checkedContext)))
  return {
    evaluateBatch: together,
    evaluate: (network, context) => together([network], [context])[0] ?? Number.NaN,
  }
}

function checkedContext(context: EvaluationContext): EvaluationContext {
  return { ...context, opponents: context.opponents.map(checkedNetwork) }
}

async function exported(file: string): Promise<unknown> {
  let module: Readonly<Record<string, unknown>>
  try {
    module = await import(pathToFileURL(file).href)
  } catch (error) {
    throw new OwnProblemError(`${basename(file)} can't be loaded: ${await loadingReason(error, file)}`, {
      cause: error,
    })
  }
  const value = module['default'] ?? module['problem']
  // A file without any export is CommonJS to Node, with an empty object as its default.
  const isNothing = !isObject(value) || Object.keys(value).length === 0
  if (isNothing) {
    throw new OwnProblemError(
      `${file} exports no problem. End it with "export default { name, inputs, outputs, solvedAt, evaluate }"; "neatwork init" writes an example.`,
    )
  }
  return value
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

async function loadingReason(error: unknown, file: string): Promise<string> {
  if (!(error instanceof Error)) return `${String(error)}.`
  if ('code' in error && error.code === 'ERR_UNKNOWN_FILE_EXTENSION') {
    return `this Node (${process.versions.node}) does not read TypeScript. Use Node 22.18 or newer, or write the problem in JavaScript (.js).`
  }
  const { message } = whereThrown(error, file)
  const place = error instanceof SyntaxError ? await syntaxPlace(file, error) : null
  return `${error.name}: ${message}${place === null ? '' : ` (at ${place})`}.`
}
