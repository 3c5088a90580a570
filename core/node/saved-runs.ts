// The runs below the runs folder as a history: listed part by part and remembered as long as their files stay what they
// are, labelled, compared, and moved to the bin. It runs none of them.
import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import * as z from 'zod'
import type { CommandRequest } from '../api/commands.ts'
import { ApiError } from '../api/neatwork-api.ts'
import { curveOf, type RunCurve } from '../api/run-curve.ts'
import type {
  DeletedRuns,
  DifferingSetting,
  RunLabel,
  RunTablePart,
  SavedChampion,
  SavedRunsPage,
  SavedRunView,
} from '../api/saved-runs.ts'
import type { ChampionView } from '../api/views.ts'
import { genomeFromJson } from '../neat/genome-codec.ts'
import { differingSettings } from '../run/differing-settings.ts'
import type { RunConfig } from '../run/run-config.ts'
import { historyCsv } from './history-tables.ts'
import { RunBin, type RunBinOptions } from './run-bin.ts'
import { readJson } from './run-folder/checkpoint.ts'
import { bytesOnDisk } from './run-folder/disk-use.ts'
import { FILES } from './run-folder/files.ts'
import { type LookedAt, RunFolder } from './run-folder/run-folder.ts'
import { explained, isMissing, RunFolderError } from './run-folder/run-folder-error.ts'
import { readLabel, saveLabel } from './run-folder/run-label.ts'
import { summaryOf } from './run-folder/run-summary.ts'
import { rememberedGenomes } from './saved-genomes.ts'

export interface SavedRunsOptions extends Omit<RunBinOptions, 'runsFolder'> {
  /** null: no runs are saved. */
  readonly runsFolder: string | null
  /** Folder of the run that the app is at; null where there is none. */
  readonly openFolder: () => string | null
}

/** Runs that are read at the same time. */
const AT_ONCE = 16
/** Generations of a part of a table. */
const TABLE_ROWS = 5000
/** What a run's line in the list is made of: while these stay what they are, it does. */
const TELLING = [FILES.config, FILES.history, FILES.result, FILES.label] as const

/** Whether it is open is filled in when it is told. */
interface Known {
  readonly stamp: string
  readonly view: SavedRunView
}

const championSchema = z.looseObject({
  generation: z.int().min(0),
  fitness: z.number(),
  hash: z.string(),
  genome: z.unknown(),
})

export class SavedRuns {
  readonly #options: SavedRunsOptions
  readonly #bin: RunBin | null
  readonly #known = new Map<string, Known>()

  constructor(options: SavedRunsOptions) {
    const { runsFolder } = options
    this.#options = options
    this.#bin = runsFolder === null ? null : new RunBin({ ...options, runsFolder })
  }

  /** A folder that holds no run is passed over. */
  async page({ after, limit }: CommandRequest<'savedRuns'>): Promise<SavedRunsPage> {
    const names = await this.#names()
    const begin = after === null ? 0 : beginAfter(names, after)
    const told = names.slice(begin, begin + limit)
    const runs: SavedRunView[] = []
    for (let at = 0; at < told.length; at += AT_ONCE) {
      const views = await Promise.all(told.slice(at, at + AT_ONCE).map((name) => this.#view(name)))
      runs.push(...views.filter((view) => view !== null))
    }
    const isEnd = begin + limit >= names.length
    if (isEnd) this.#forgetOthers(new Set(names))
    return { runs, next: isEnd ? null : (told.at(-1) ?? null), total: names.length }
  }

  async champions(names: readonly string[]): Promise<readonly SavedChampion[]> {
    return await Promise.all(
      names.map(async (name) => ({ name, champion: await this.#champion(this.#pathOf(name)) })),
    )
  }

  /** Rejects with {@link ApiError}. */
  async curve(name: string): Promise<RunCurve> {
    const { record, history } = await this.#look(name)
    const { problem, seed, neat } = record.config
    return { name, problem, seed, points: curveOf(history.bests, neat.selection.goal) }
  }

  /** In the shape of a config file. Rejects with {@link ApiError}. */
  async settings(name: string): Promise<RunConfig> {
    return (await this.#look(name)).record.config
  }

  /** Rejects with {@link ApiError} where one of them can't be read. */
  async compare(names: readonly string[]): Promise<readonly DifferingSetting[]> {
    const runs = await Promise.all(names.map((name) => this.#look(name)))
    return differingSettings(runs.map(({ record }) => record.config)).map(({ path, values }) => ({
      path,
      values: values.map((value) => value ?? null),
    }))
  }

  /** Rejects with {@link ApiError}. */
  async table({ name, from }: CommandRequest<'runTable'>): Promise<RunTablePart> {
    const { history } = await this.#look(name)
    const end = Math.min(history.length, from + TABLE_ROWS)
    const lines: string[] = []
    const rows = historyCsv(() => history.read(from, end - 1))
    await this.#explained(name, async () => {
      for await (const line of rows) lines.push(line)
    })
    const text = (from === 0 ? lines : lines.slice(1)).join('')
    return { text, next: end < history.length ? end : null }
  }

  /** Rejects with {@link ApiError}. */
  async genomes({ name, from }: CommandRequest<'savedGenomes'>): Promise<RunTablePart> {
    const { path, record } = await this.#look(name)
    const champion = await this.#champion(path)
    return await this.#explained(name, () =>
      rememberedGenomes({ path, config: record.config, champion }, from),
    )
  }

  /** Rejects with {@link ApiError}. */
  async label(name: string, label: RunLabel): Promise<null> {
    await this.#mustBeRun(name)
    await this.#explained(name, () => saveLabel(this.#pathOf(name), label))
    return null
  }

  /** Into the bin, all or none; resolves to what they are called there. Rejects with {@link ApiError}. */
  async delete(names: readonly string[]): Promise<readonly string[]> {
    for (const name of names) {
      await this.#mustBeRun(name)
      if (this.#isOpen(name)) {
        throw new ApiError('not-now', `The run ${name} is open. Close it before it is deleted.`)
      }
    }
    const ids: string[] = []
    for (const name of new Set(names)) ids.push(await this.#mustBin().put(name))
    return ids
  }

  async deleted(): Promise<DeletedRuns> {
    return (await this.#bin?.list()) ?? { runs: [], leadsTo: 'nowhere' }
  }

  /** Rejects with {@link ApiError}. */
  async restore(ids: readonly string[]): Promise<null> {
    for (const id of ids) await this.#mustBin().restore(id)
    return null
  }

  /** Rejects with {@link ApiError}. */
  async erase(ids: readonly string[]): Promise<null> {
    await this.#mustBin().erase(ids)
    return null
  }

  /** Nobody can undo any more. */
  async close(): Promise<void> {
    await this.#bin?.handOn()
  }

  /** The latest first, by their names, which begin with the time. */
  async #names(): Promise<readonly string[]> {
    const { runsFolder } = this.#options
    if (runsFolder === null) return []
    const entries = await readdir(runsFolder, { withFileTypes: true }).catch((error: unknown) => {
      if (isMissing(error)) return []
      throw new ApiError('failed', 'The folder with the saved runs can’t be read.', { cause: error })
    })
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .toSorted(laterFirst)
  }

  /** null for a folder that holds no run. */
  async #view(name: string): Promise<SavedRunView | null> {
    const path = this.#pathOf(name)
    const stamp = await stampOf(path)
    if (stamp === null) return null
    const known = this.#known.get(name)
    const view = known?.stamp === stamp ? known.view : await this.#read(name, path)
    if (view === null) return null
    this.#known.set(name, { stamp, view })
    return { ...view, isOpen: this.#isOpen(name) }
  }

  /** Whatever is wrong with one is said of that one. */
  async #read(name: string, path: string): Promise<SavedRunView | null> {
    try {
      return await explained(path, async () =>
        viewOf(name, await RunFolder.look(path), await readLabel(path)),
      )
    } catch (error) {
      if (!(error instanceof RunFolderError)) throw error
      if (error.code === 'missing') return null
      const bytes = await bytesOnDisk(path).catch(() => 0) // what can't be read takes room that nobody knows
      return { kind: 'damaged', name, reason: this.#withoutPath(name, error.message), bytes, isOpen: false }
    }
  }

  async #champion(path: string): Promise<ChampionView | null> {
    try {
      const json = await explained(path, () => readJson(path, FILES.champion, { optional: true }))
      const parsed = championSchema.safeParse(json)
      if (!parsed.success || !genomeFromJson(parsed.data.genome).ok) return null
      return parsed.data as unknown as ChampionView
    } catch (error) {
      if (error instanceof RunFolderError) return null
      throw error
    }
  }

  async #look(name: string): Promise<LookedAt> {
    return await this.#explained(name, () => RunFolder.look(this.#pathOf(name)))
  }

  /** A damaged one is one, too. */
  async #mustBeRun(name: string): Promise<void> {
    if ((await stampOf(this.#pathOf(name))) === null || name.startsWith('.')) {
      throw new ApiError('not-found', `There is no saved run called ${name}.`)
    }
  }

  #mustBin(): RunBin {
    if (this.#bin === null) throw new ApiError('not-found', 'This Neatwork saves no runs.')
    return this.#bin
  }

  #pathOf(name: string): string {
    const { runsFolder } = this.#options
    if (runsFolder === null) throw new ApiError('not-found', 'This Neatwork saves no runs.')
    return join(runsFolder, name)
  }

  #isOpen(name: string): boolean {
    const open = this.#options.openFolder()
    return open !== null && resolve(open) === resolve(this.#pathOf(name))
  }

  #forgetOthers(names: ReadonlySet<string>): void {
    for (const name of this.#known.keys()) if (!names.has(name)) this.#known.delete(name)
  }

  async #explained<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    try {
      return await explained(this.#pathOf(name), work)
    } catch (error) {
      if (!(error instanceof RunFolderError)) throw error
      const code = error.code === 'missing' ? 'not-found' : 'failed'
      throw new ApiError(code, this.#withoutPath(name, error.message), { cause: error })
    }
  }

  /** Who looks on from elsewhere learns nothing of the folders of this machine. */
  #withoutPath(name: string, message: string): string {
    return message.replaceAll(this.#pathOf(name), name)
  }
}

async function viewOf(name: string, run: LookedAt, label: RunLabel): Promise<SavedRunView> {
  const {
    path: _path,
    appVersion: _version,
    populationHash: _hash,
    imported,
    ...summary
  } = await summaryOf(run)
  const { goal } = run.record.config.neat.selection
  return { kind: 'run', name, goal, isOpen: false, ...summary, isImported: imported !== null, ...label }
}

const laterFirst = (a: string, b: string) => (a < b ? 1 : a > b ? -1 : 0)

/** Where to go on: the name itself may be gone by now. */
function beginAfter(names: readonly string[], after: string): number {
  const at = names.findIndex((name) => name < after)
  return at === -1 ? names.length : at
}

/** Changes whenever one of the files does that tell something; null where the folder holds no run. */
async function stampOf(path: string): Promise<string | null> {
  const stamps = await Promise.all(
    TELLING.map((file) =>
      stat(join(path, file)).then(
        ({ mtimeMs, size }) => `${mtimeMs}/${size}`,
        (error: unknown) => {
          if (isMissing(error) || (error instanceof Error && 'code' in error && error.code === 'ENOTDIR'))
            return ''
          return 'unread' // reading it tells why
        },
      ),
    ),
  )
  return stamps[0] === '' ? null : stamps.join(' ')
}
