// The last whole generation, from which a run goes on: as JSON, and back.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { parseWith } from '../../base/config-issue.ts'
import { runInTurns, type Steps } from '../../base/steps.ts'
import { compactGenome, populationFromJson, populationToJson } from '../../neat/population-codec.ts'
import type { EvaluatedGeneration } from '../../run/evolve.ts'
import type { RunConfig } from '../../run/run-config.ts'
import { searchFromJson, searchToJson } from '../../run/search-codec.ts'
import { steadyFromJson, steadyToJson } from '../../run/steady-codec.ts'
import { FILES, RUN_FORMAT_VERSION } from './files.ts'
import { damaged, isMissing, RunFolderError, sound } from './run-folder-error.ts'

const checkpointSchema = z.strictObject({
  // Of all that follows it. Absent in folders of before there was one.
  sha256: z.string().optional(),
  version: z.literal(RUN_FORMAT_VERSION),
  evaluations: z.int().min(0),
  fitness: z.array(z.number()),
  population: z.unknown(),
  // Absent in runs of before there were other searches than for fitness.
  search: z.unknown().optional(),
  // Only in runs without generations.
  steady: z.unknown().optional(),
})

/** In turns with everybody else. */
export async function checkpointJson(generation: EvaluatedGeneration): Promise<string> {
  return await runInTurns(checkpointText(generation), nextTurn)
}

/** Genomes between two pauses. */
const GENOMES_PER_STEP = 500

/** The checkpoint as JSON, put together in pieces: that of a large population takes a good part of a second. */
function* checkpointText(generation: EvaluatedGeneration): Steps<string> {
  const { population, fitness, evaluations, search, steady } = generation
  const head: Omit<z.input<typeof checkpointSchema>, 'population'> = {
    version: RUN_FORMAT_VERSION,
    evaluations,
    fitness: [...fitness],
    ...(search !== null && { search: searchToJson(search) }),
    ...(steady !== null && { steady: steadyToJson(steady) }),
  }
  const { genomes: _, ...rest } = populationToJson({ ...population, genomes: [] })
  const pieces = [`${open(head).slice(1)},"population":${open(rest)},"genomes":[`]
  const digest = createHash('sha256').update(pieces[0] ?? '')
  for (let from = 0; from < population.genomes.length; from += GENOMES_PER_STEP) {
    const some = population.genomes.slice(from, from + GENOMES_PER_STEP).map(compactGenome)
    const piece = `${from === 0 ? '' : ','}${JSON.stringify(some).slice(1, -1)}`
    digest.update(piece)
    pieces.push(piece)
    yield
  }
  pieces.push(']}}')
  return `${CHECKSUM}${digest.update(']}}').digest('hex')}",${pieces.join('')}`
}

const CHECKSUM = '{"sha256":"'
const DIGEST_LENGTH = 64

/** Whether a checkpoint's text is what was written; one of before there were checksums is taken as it is. */
function isWhole(text: string): boolean {
  if (!text.startsWith(CHECKSUM)) return true
  const at = CHECKSUM.length + DIGEST_LENGTH
  const written = text.slice(CHECKSUM.length, at)
  return (
    createHash('sha256')
      .update(text.slice(at + 2))
      .digest('hex') === written
  )
}

/** An object's JSON without its closing brace. */
function open(value: object): string {
  return JSON.stringify(value).slice(0, -1)
}

/** Lets everybody else have a turn. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** The generation in `file` of the run in `path`; null where there is none. Rejects with {@link RunFolderError}. */
export async function readCheckpoint(
  path: string,
  config: RunConfig,
  file: string = FILES.checkpoint,
): Promise<EvaluatedGeneration | null> {
  const text = await readText(path, file)
  if (text === null) return null
  const json = jsonIn(path, file, text)
  if (!isWhole(text)) throw damaged(path, file, 'its checksum is wrong, so that something in it was changed')
  const {
    fitness,
    evaluations,
    population: saved,
    search: savedSearch,
    steady: savedSteady,
  } = sound(path, file, parseWith(checkpointSchema, json))
  const population = sound(path, file, populationFromJson(saved, config.neat.network.kind))
  if (population.genomes.length !== fitness.length) {
    throw damaged(path, file, 'genomes and fitness differ in number')
  }
  const search =
    savedSearch === undefined ? null : sound(path, file, searchFromJson(savedSearch, population.shape))
  if ((search?.kind ?? 'fitness') !== config.search.objective) {
    throw damaged(path, file, 'its search is not the one of the settings')
  }
  const steady =
    savedSteady === undefined ? null : sound(path, file, steadyFromJson(savedSteady, population.shape))
  if ((steady !== null) !== (config.mode === 'steady-state')) {
    throw damaged(path, file, 'its mode is not the one of the settings')
  }
  return { population, fitness: Float64Array.from(fitness), evaluations, search, steady }
}

/**
 * The last generation to go on from: the checkpoint, or a younger one that was not on the disk itself yet, if it survived
 * whole and the history, which has so many whole `generations`, reaches so far. Rejects with {@link RunFolderError} where the checkpoint is damaged.
 */
export async function readLast(
  path: string,
  config: RunConfig,
  generations: number,
): Promise<EvaluatedGeneration | null> {
  const sure = await readCheckpoint(path, config)
  const latest = await lenient(readCheckpoint(path, config, FILES.latest))
  const generation = latest?.population.generation ?? -1
  if (latest === null || generation <= (sure?.population.generation ?? -1)) return sure
  return generation < generations ? latest : sure
}

async function lenient<Value>(work: Promise<Value>): Promise<Value | null> {
  return await work.catch((error: unknown) => {
    if (error instanceof RunFolderError) return null
    throw error
  })
}

export async function readJson(
  path: string,
  file: string,
  options: { optional?: boolean } = {},
): Promise<unknown> {
  const text = await readText(path, file)
  if (text !== null) return jsonIn(path, file, text)
  if (options.optional === true) return null
  const message = `${path} holds no run: ${file} is missing. Name the folder that was given to --run.`
  throw new RunFolderError('missing', message)
}

/** null where there is no such file. */
async function readText(path: string, file: string): Promise<string | null> {
  return await readFile(join(path, file), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
}

function jsonIn(path: string, file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw damaged(path, file, 'it is not JSON')
    throw error
  }
}
