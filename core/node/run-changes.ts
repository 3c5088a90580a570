// What people change in the middle of a run: the problem's options, and how long it goes on. Whatever changes is noted, saved
// and told to screens.
import { ApiError, type ApiEvent } from '../api/neatwork-api.ts'
import { issuesText } from '../base/config-issue.ts'
import { type OptionValues, parseOptions } from '../problems/options.ts'
import type { RunController } from '../run/run-controller.ts'
import type { Log } from './cluster/log.ts'
import { explained, MOST_GENERATIONS } from './continued-run.ts'
import type { RunDiary } from './run-diary.ts'
import type { RunFolder } from './run-folder/run-folder.ts'
import type { RunSettings } from './run-settings.ts'

export interface RunChangesOptions {
  readonly settings: RunSettings
  readonly folder: RunFolder | null
  readonly emit: (event: ApiEvent) => void
  readonly log: Log
}

export class RunChanges {
  readonly #options: RunChangesOptions
  readonly #controller: RunController
  readonly #diary: RunDiary

  constructor(options: RunChangesOptions, controller: RunController, diary: RunDiary) {
    this.#options = options
    this.#controller = controller
    this.#diary = diary
  }

  /** Throws {@link ApiError} where the problem has no such options. */
  changeOptions(given: OptionValues): void {
    const { problem, config } = this.#options.settings
    if (config.mode === 'steady-state') {
      throw new ApiError(
        'not-now',
        'A run without generations keeps its options, for genomes of before and after a change would be compared.',
      )
    }
    const wanted = { ...this.#controller.options, ...given }
    const { values, issues } = parseOptions(problem, wanted, 'options')
    if (issues.length > 0) {
      throw new ApiError('bad-request', `The options can't be used: ${issuesText(issues)}.`)
    }
    this.#controller.changeOptions(values)
    this.#diary.add({ kind: 'options-changed', options: values })
    this.#tell()
    this.#options.log('info', `From the next generation on: ${optionsText(values)}.`)
  }

  /**
   * So many more generations; whoever goes on with the run later has them too. False where it has come to its end
   * meanwhile. Rejects with {@link ApiError}.
   */
  async extend(more: number): Promise<boolean> {
    const before = this.#controller.generations
    const generations = Math.min(MOST_GENERATIONS, before + more)
    if (generations === before) return true
    await explained(this.#options.folder?.extend(generations) ?? Promise.resolve())
    if (!this.#controller.extend(generations)) return false
    this.#diary.add({ kind: 'extended', generations })
    this.#options.log('info', `The run ends after ${generations} generations now.`)
    this.#tell()
    return true
  }

  #tell(): void {
    const { generations, options } = this.#controller
    this.#options.emit({ kind: 'runSettings', generations, options })
  }
}

const optionsText = (values: OptionValues): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
