// What the network panel shows, and how: chosen there, or from another panel that has genomes.
import { create } from 'zustand'
import type { GenomeRef } from '../../core/api/genome-requests.ts'
import type { LineKey } from '../../core/run/champion-lines.ts'
import { usePanelDesk } from '../run/panel-desk.ts'

export type ShownGenome =
  /** The champion of a line: always the newest, or as it was in a generation. */
  | { readonly kind: 'line'; readonly line: LineKey; readonly at: number | 'newest' }
  | { readonly kind: 'genome'; readonly id: number }
  | { readonly kind: 'elite'; readonly cell: number }

export const NETWORK_VIEWS = ['drawing', 'difference', 'genes', 'lineage'] as const
export type NetworkView = (typeof NETWORK_VIEWS)[number]
export const NETWORK_FORMS = ['layered', 'force'] as const
export type NetworkForm = (typeof NETWORK_FORMS)[number]

interface NetworkChoice {
  readonly shown: ShownGenome
  readonly view: NetworkView
  readonly form: NetworkForm
}

const CHAMPION: ShownGenome = { kind: 'line', line: 'run', at: 'newest' }

/** Of which run the genomes are that were chosen. */
let run = ''

export const useNetworkChoice = create<NetworkChoice>(() => ({
  shown: CHAMPION,
  view: 'drawing',
  form: 'layered',
}))

/** Another run has other genomes: what was chosen in the one before is forgotten. */
export function beginRun(key: string): void {
  if (key === run) return
  run = key
  showChampion()
}

/** Shows that genome, and brings the network panel to the front: for those who stand elsewhere. */
export function lookAtGenome(shown: ShownGenome): void {
  showGenome(shown)
  usePanelDesk.getState().desk?.show('network')
}

/** Lets the network panel show that genome. */
export function showGenome(shown: ShownGenome): void {
  useNetworkChoice.setState({ shown })
}

export function showChampion(): void {
  showGenome(CHAMPION)
}

/** How the api is asked for it; `newest` is the last whole generation. */
export function refOf(shown: ShownGenome, newest: number): GenomeRef {
  switch (shown.kind) {
    case 'genome':
      return shown
    case 'elite':
      return shown
    case 'line': {
      if (shown.line === 'run' && shown.at === 'newest') return { kind: 'champion' }
      return { kind: 'champion of', line: shown.line, generation: shown.at === 'newest' ? newest : shown.at }
    }
  }
}
