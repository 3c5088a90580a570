// The settings that the next form of a new run begins with, in the shape of a config file: those of another run.

export interface WantedSettings {
  readonly settings: Readonly<Record<string, unknown>>
  /** What that run is called. */
  readonly from: string
}

let wanted: WantedSettings | null = null

export function beginFormWith(settings: WantedSettings): void {
  wanted = settings
}

/** Once: whoever asks next gets none. */
export function takeWantedSettings(): WantedSettings | null {
  const taken = wanted
  wanted = null
  return taken
}
