// Where windows stood: kept in the profile, each window's under its number, and used again as long as some screen shows it.
import type { Rectangle } from 'electron'
import * as z from 'zod'
import type { Log } from '../core/node/cluster/log.ts'
import { KeptFile } from '../core/node/kept-file.ts'

const place = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(100).max(32_768),
  height: z.int().min(100).max(32_768),
  isMaximized: z.boolean(),
})
const schema = z.object({ version: z.literal(1), windows: z.array(place).max(64) })

export type WindowPlace = Readonly<z.output<typeof place>>

/** So much of a window's upper edge has to be seen for somebody to get hold of it. */
const GRIP = { width: 100, height: 40 }

export class WindowPlaces {
  readonly #file: KeptFile<z.output<typeof schema>>
  #places: readonly WindowPlace[] = []

  private constructor(folder: string, log: Log) {
    this.#file = new KeptFile({
      folder,
      file: 'windows.json',
      schema,
      empty: { version: 1, windows: [] },
      log,
    })
  }

  static async read(folder: string, log: Log): Promise<WindowPlaces> {
    const places = new WindowPlaces(folder, log)
    places.#places = (await places.#file.read()).windows
    return places
  }

  /** Where the window of this number stood; null where it was never or no screen of `screens` shows it. */
  of(index: number, screens: readonly Rectangle[]): WindowPlace | null {
    const found = this.#places[index]
    return found !== undefined && isReachable(found, screens) ? found : null
  }

  async keep(index: number, place: WindowPlace): Promise<void> {
    const windows = [...this.#places]
    // Numbers are given without gaps, from 0.
    windows[Math.min(index, windows.length)] = place
    this.#places = windows
    await this.#file.change((kept) => ({ ...kept, windows }))
  }
}

function isReachable({ x, y, width }: WindowPlace, screens: readonly Rectangle[]): boolean {
  return screens.some((screen) => {
    const seen = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x)
    return seen >= GRIP.width && y >= screen.y && y + GRIP.height <= screen.y + screen.height
  })
}
