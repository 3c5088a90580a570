// A genome as a file: one of its own, the champion.json of a run folder, or another library's.
import { basename, dirname } from 'node:path'
import * as z from 'zod'
import { issuesText } from '../../base/config-issue.ts'
import { foreignGenome } from '../../export/foreign-genome.ts'
import type { Genome } from '../../neat/genome.ts'
import { genomeFromJson, genomeToJson } from '../../neat/genome-codec.ts'
import type { NetworkKind } from '../../network/network-spec.ts'
import type { Birth } from '../../run/ancestry.ts'
import { readChronicle } from '../run-folder/chronicle-files.ts'
import { FILES } from '../run-folder/files.ts'
import { writeWholeFile } from '../whole-file.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { readJsonFile } from './input-files.ts'

/** What a champion.json says besides its genome. */
const championSchema = z.looseObject({ genome: z.unknown(), hash: z.string() })

export async function readGenomeFile(path: string): Promise<{ genome: Genome; kind: NetworkKind }> {
  const value = await readJsonFile(path, 'genome file')
  const champion = championSchema.safeParse(value)
  const foreign = foreignGenome(value)
  const parsed = foreign ?? genomeFromJson(champion.success ? champion.data.genome : value)
  if (parsed.ok) return parsed.value
  throw new CliError(
    EXIT.usage,
    `The file ${path} holds no sound genome: ${issuesText(parsed.issues.slice(0, 3))}. Name a genome file, or the champion.json of a run folder.`,
  )
}

/** Whoever a run's champion descends from that came from another island; null where that isn't known of the file. */
export async function migrantBefore(path: string, { id }: Pick<Genome, 'id'>): Promise<Birth | null> {
  if (basename(path) !== FILES.champion) return null
  // The chronicle is only read: no champion is chosen.
  const { ancestry } = await readChronicle(dirname(path), { goal: 'maximise' })
  return ancestry.line(id).find(({ home }) => home !== undefined) ?? null
}

/** Replaces the file whole or leaves it as it was. */
export async function writeGenomeFile(path: string, genome: Genome, kind: NetworkKind): Promise<void> {
  const text = `${JSON.stringify(genomeToJson(genome, kind), null, 2)}\n`
  await writeWholeFile(path, text).catch((error: NodeJS.ErrnoException) => {
    const why = `${path} can't be written (${error.code ?? 'unknown error'})`
    throw new CliError(EXIT.usage, `${why}. Check the path and the rights of this account.`, { cause: error })
  })
}
