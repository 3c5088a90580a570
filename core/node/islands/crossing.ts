// A way between islands: frames go out to islands by name, and come in from whoever has proved to be one.
import type { Frame } from '../../wire/frame.ts'

/** What an island says of itself to be let in, and what others are measured by. */
export interface IslandIdentity {
  readonly island: string
  readonly names: readonly string[]
  /** The same for all islands of one experiment only. */
  readonly archipelago: string
  readonly appVersion: string
  /** Last generation that is done; −1 before the first. */
  readonly generation: () => number
}

export interface CrossingEvents {
  /** An island is there, and has done so many generations. */
  met(island: string, generation: number): void
  lost(island: string): void
  /** News or champions. */
  received(island: string, frame: Uint8Array): void
}

export interface Crossing {
  /** To those of the islands that this way leads to; null for all of them. */
  send(frame: Frame, to: readonly string[] | null): void
  /** Ends the way after what was sent. */
  close(): Promise<void>
}

/** Why an island that introduces itself can't be let in, as a sentence; null where it can. */
export function introductionIssue(
  { island, archipelago }: { readonly island: string; readonly archipelago: string },
  own: IslandIdentity,
): string | null {
  if (archipelago !== own.archipelago) {
    return `The island ${island} is of another experiment than ${own.island}: the problem, the names of the islands in their order, and all settings but "generations" and "islands.waitSeconds" must be the same on all islands.`
  }
  if (island === own.island) return `There are two islands called ${island}; give each a name of its own.`
  if (!own.names.includes(island)) return `No island is called ${island}.`
  return null
}
