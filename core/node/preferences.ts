// How a person likes the screens, kept in the profile: pages in browsers have another address at every start, and would
// forget it. What the names and values mean is the screens' business.
import * as z from 'zod'
import type { Log } from './cluster/log.ts'
import { KeptFile } from './kept-file.ts'

const schema = z.object({ version: z.literal(1), values: z.record(z.string(), z.string()) })
/** Names that are kept; more would be somebody's mistake. */
const MOST = 200

export class Preferences {
  readonly #file: KeptFile<z.output<typeof schema>>

  constructor(folder: string | null, log: Log) {
    this.#file = new KeptFile({
      folder,
      file: 'preferences.json',
      schema,
      empty: { version: 1, values: {} },
      log,
    })
  }

  async all(): Promise<Readonly<Record<string, string>>> {
    return (await this.#file.read()).values
  }

  /** null forgets. */
  async set(name: string, value: string | null): Promise<void> {
    await this.#file.change(({ values, ...rest }) => {
      const others = Object.entries(values).filter(([other]) => other !== name)
      const kept = value === null ? others : [...others, [name, value] as const]
      return { ...rest, values: Object.fromEntries(kept.slice(-MOST)) }
    })
  }
}
