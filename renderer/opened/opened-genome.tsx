// A genome from a file, drawn as any other.
import { type JSX, useMemo } from 'react'
import type { OpenedFile } from '../../core/api/opened-file.ts'
import { DrawingView } from '../network/drawing-view.tsx'
import { NOTHING_KNOWN } from '../network/gene-words.ts'
import '../network/network.css'
import { texts } from '../ui/texts.ts'

/** Whose names nobody knows: nodes are called by their numbers. */
const NO_NAMES = { inputs: [], outputs: [] }

export function OpenedGenome({ genome, hash }: Extract<OpenedFile, { kind: 'genome' }>): JSX.Element {
  const view = useMemo(() => ({ genome, hash, generation: 0, fitness: 0, species: null }), [genome, hash])
  const label = texts.opened.genome(genome.nodes.length, genome.connections.length)
  return (
    <div className="opened-genome" data-testid="opened-genome">
      <DrawingView genome={view} line="opened" names={NO_NAMES} additions={NOTHING_KNOWN} label={label} />
      <p className="soft">{label}</p>
    </div>
  )
}
