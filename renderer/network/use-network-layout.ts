// The layout of the genome on the screen, on top of the one before. Small networks are laid out at once, large ones by
// the worker beside the page.
import { useEffect, useMemo, useRef, useState } from 'react'
import type { GenomeView } from '../../core/api/genome-views.ts'
import { layoutNetwork, type NetworkLayout } from '../../core/export/network-layout.ts'
import { genomeDifference } from '../../core/network/genome-difference.ts'
import { messageOf } from '../store.ts'
import { DrawingClient } from './drawing-client.ts'
import type { DrawingNames, PlacedId } from './drawing-messages.ts'
import { forceLayout } from './force-layout.ts'
import type { NetworkForm } from './network-choice.ts'
import type { Marked } from './network-drawing.tsx'

const MOST_ELEMENTS = { nodes: 150, connections: 500 }

export function isLarge({ genome }: GenomeView): boolean {
  return genome.nodes.length > MOST_ELEMENTS.nodes || genome.connections.length > MOST_ELEMENTS.connections
}

const NOTHING_MARKED: Marked = { nodes: new Map(), connections: new Map() }

/** What is new against the genome that was shown before, if that was one of the same line. */
export function useFresh(view: GenomeView, line: string): Marked {
  const shown = useRef<{ view: GenomeView; line: string; marked: Marked } | null>(null)
  return useMemo(() => {
    const before = shown.current
    if (before?.view.hash === view.hash && before.line === line) return before.marked
    const marked = before === null || before.line !== line ? NOTHING_MARKED : freshIn(before.view, view)
    shown.current = { view, line, marked }
    return marked
  }, [view, line])
}

function freshIn(before: GenomeView, now: GenomeView): Marked {
  const { addedNodes, addedConnections } = genomeDifference(before.genome, now.genome)
  return {
    nodes: new Map(addedNodes.map(({ id }) => [id, 'fresh'])),
    connections: new Map(addedConnections.map(({ innovation }) => [innovation, 'fresh'])),
  }
}

/** Laid out at once; `round` changes to have it arranged anew. */
export function useSmallLayout(
  { genome, hash }: GenomeView,
  form: NetworkForm,
  round: number,
): NetworkLayout {
  const last = useRef<{ layout: NetworkLayout; round: number } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a genome is what its hash says
  return useMemo(() => {
    const before = last.current?.round === round ? last.current.layout : null
    const layout = form === 'force' ? forceLayout(genome, before) : layoutNetwork(genome, before)
    last.current = { layout, round }
    return layout
  }, [hash, form, round])
}

export type LargeLayout =
  | { readonly kind: 'under way' }
  | { readonly kind: 'failed'; readonly message: string }
  | {
      readonly kind: 'laid out'
      readonly client: DrawingClient
      readonly box: NetworkLayout['box']
      readonly places: readonly PlacedId[]
      readonly tookMs: number
      readonly version: number
    }

export function useLargeLayout(
  { genome, hash }: GenomeView,
  { names, form, round, marked }: { names: DrawingNames; form: NetworkForm; round: number; marked: Marked },
): LargeLayout {
  const [layout, setLayout] = useState<LargeLayout>({ kind: 'under way' })
  const client = useRef<DrawingClient | null>(null)
  const shown = useRef({ round, version: 0 })
  useEffect(
    () => () => {
      client.current?.close()
      client.current = null
    },
    [],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: a genome is what its hash says
  useEffect(() => {
    let isWanted = true
    client.current ??= new DrawingClient()
    const worker = client.current
    const isFresh = shown.current.round !== round
    const fresh = { nodes: [...marked.nodes.keys()], connections: [...marked.connections.keys()] }
    worker.layOut({ genome, names, form, isFresh, fresh }).then(
      ({ box, places, tookMs }) => {
        if (!isWanted) return
        shown.current = { round, version: shown.current.version + 1 }
        setLayout({ kind: 'laid out', client: worker, box, places, tookMs, version: shown.current.version })
      },
      (reason) => isWanted && setLayout({ kind: 'failed', message: messageOf(reason) }),
    )
    return () => {
      isWanted = false
    }
  }, [hash, form, round])
  return layout
}
