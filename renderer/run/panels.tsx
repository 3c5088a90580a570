// The panels of the run screen. The screen lays out what stands here; a new panel is one entry.
import {
  Boxes,
  ChartLine,
  Cpu,
  Dna,
  Gamepad2,
  type LucideIcon,
  Map as MapIcon,
  ScrollText,
  Waypoints,
} from 'lucide-react'
import type { JSX } from 'react'
import type { RunView } from '../../core/api/views.ts'
import { BehaviourPanel } from '../behaviour/behaviour-panel.tsx'
import { ClusterPanel } from '../cluster/cluster-panel.tsx'
import { ComplexityPanel } from '../complexity/complexity-panel.tsx'
import { FitnessPanel } from '../fitness/fitness-panel.tsx'
import { IslandsPanel } from '../islands/islands-panel.tsx'
import { LogPanel } from '../log/log-panel.tsx'
import { NetworkPanel } from '../network/network-panel.tsx'
import { SpeciesPanel } from '../species/species-panel.tsx'
import { texts } from '../ui/texts.ts'
import type { PlacedPanel } from './panel-layout.ts'

export interface RunPanel extends PlacedPanel {
  readonly icon: LucideIcon
  /** Draws a {@link Panel} of this title; its size is whatever the person gave it, so it asks its container. */
  readonly Content: () => JSX.Element
  /** Left out: for every run. */
  readonly role?: RunView['role']
  /** For a run that is one of several islands only. */
  readonly ofIslands?: true
}

const RUN_PANELS: readonly RunPanel[] = [
  {
    id: 'fitness',
    title: texts.fitness.title,
    icon: ChartLine,
    Content: FitnessPanel,
    place: 'top-left',
  },
  {
    id: 'complexity',
    title: texts.complexity.title,
    icon: Boxes,
    Content: ComplexityPanel,
    place: 'top-left',
  },
  {
    id: 'species',
    title: texts.species.title,
    icon: Dna,
    Content: SpeciesPanel,
    place: 'bottom-left',
  },
  {
    id: 'log',
    title: texts.log.title,
    icon: ScrollText,
    Content: LogPanel,
    place: 'bottom-left',
  },
  {
    id: 'network',
    title: texts.network.title,
    icon: Waypoints,
    Content: NetworkPanel,
    place: 'top-right',
  },
  {
    id: 'cluster',
    title: texts.cluster.title,
    icon: Cpu,
    Content: ClusterPanel,
    place: 'bottom-right',
    role: 'master',
  },
  {
    id: 'islands',
    title: texts.islands.title,
    icon: MapIcon,
    Content: IslandsPanel,
    place: 'bottom-right',
    ofIslands: true,
  },
  {
    id: 'behaviour',
    title: texts.behaviour.title,
    icon: Gamepad2,
    Content: BehaviourPanel,
    place: 'bottom-right',
  },
]

export function panelsFor(role: RunView['role'], hasIslands: boolean): readonly RunPanel[] {
  return RUN_PANELS.filter(
    (panel) =>
      (panel.role === undefined || panel.role === role) && (panel.ofIslands === undefined || hasIslands),
  )
}
