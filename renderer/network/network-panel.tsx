// A genome of the run, by default the best: drawn, compared with another, as tables of genes, and with its forebears.
import './network.css'
import { Tabs } from '@base-ui/react/tabs'
import { type JSX, useLayoutEffect, useMemo } from 'react'
import type { BirthView, GenomeView } from '../../core/api/genome-views.ts'
import { useRun } from '../store.ts'
import { type Action, useActionsOf } from '../ui/actions.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/panel.tsx'
import { texts } from '../ui/texts.ts'
import { DifferenceView } from './difference-view.tsx'
import { DrawingView } from './drawing-view.tsx'
import { GeneTables } from './gene-tables.tsx'
import type { Additions } from './gene-words.ts'
import { GenerationSlider } from './generation-slider.tsx'
import { GenomeChooser } from './genome-chooser.tsx'
import { LineageView } from './lineage-view.tsx'
import {
  beginRun,
  NETWORK_FORMS,
  NETWORK_VIEWS,
  type NetworkView,
  type ShownGenome,
  showChampion,
  showGenome,
  useNetworkChoice,
} from './network-choice.ts'
import { useRunKey } from './use-champions.ts'
import { useDescent } from './use-descent.ts'
import { useGenome } from './use-genome.ts'

const words = texts.network
const ACTIONS: readonly Action[] = [
  ...NETWORK_VIEWS.map((view): Action => {
    const run = () => useNetworkChoice.setState({ view })
    return { id: `network-${view}`, title: words.actions.view(words.view[view]), group: 'network', run }
  }),
  ...NETWORK_FORMS.map((form): Action => {
    const run = () => useNetworkChoice.setState({ form, view: 'drawing' })
    return { id: `network-${form}`, title: words.actions.form(words.forms[form]), group: 'network', run }
  }),
  { id: 'network-champion', title: words.toChampion, group: 'network', run: showChampion },
]

export function NetworkPanel(): JSX.Element {
  const shown = useNetworkChoice((choice) => choice.shown)
  const view = useNetworkChoice((choice) => choice.view)
  const { view: genome, problem } = useGenome(shown)
  const { additions, migrant } = useDescent(genome)
  const hasStarted = useRun((run) => run.champion !== null)
  const line = shown.kind === 'line' ? shown : null
  const run = useRunKey()
  useLayoutEffect(() => beginRun(run), [run])
  useActionsOf(hasStarted ? ACTIONS : null)
  if (!hasStarted) {
    return (
      <Panel title={words.title}>
        <div className="network-view">
          <div className="empty">{words.empty}</div>
        </div>
      </Panel>
    )
  }
  return (
    <Tabs.Root
      className="contents"
      value={view}
      onValueChange={(value) => useNetworkChoice.setState({ view: viewOf(value) })}
    >
      <Panel
        title={words.title}
        aside={
          <>
            <GenomeChooser shown={shown} onChoose={showGenome} />
            <Views />
          </>
        }
      >
        <div className="network-body">
          {genome === null ? (
            <Missing problem={problem} />
          ) : (
            <Content genome={genome} shown={shown} view={view} additions={additions} />
          )}
          <div className="network-foot">
            {line === null ? null : <GenerationSlider {...line} onChoose={showGenome} />}
            {genome === null ? null : (
              <span className="soft found" data-testid="network-genome" data-hash={genome.hash}>
                {words.found(genome.generation, genome.fitness)}
                <Whence genome={genome} migrant={migrant} />
              </span>
            )}
          </div>
        </div>
      </Panel>
    </Tabs.Root>
  )
}

interface WhenceProps {
  readonly genome: GenomeView
  /** Whoever it descends from that came from another island. */
  readonly migrant: BirthView | null
}

function Whence({ genome: { genome }, migrant }: WhenceProps): JSX.Element | null {
  const home = genome.home === undefined ? null : words.home(genome.home)
  const whence = home ?? (migrant?.home === undefined ? null : words.descends(migrant.home))
  return whence === null ? null : <span data-testid="genome-home"> · {whence}</span>
}

function Views(): JSX.Element {
  return (
    <Tabs.List className="tabs" aria-label={words.views}>
      {NETWORK_VIEWS.map((one) => (
        <Tabs.Tab key={one} className="tab" value={one} data-testid={`view-${one}`}>
          {words.view[one]}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  )
}

const viewOf = (value: unknown): NetworkView => NETWORK_VIEWS.find((one) => one === value) ?? 'drawing'

function Missing({ problem }: { readonly problem: string | null }): JSX.Element {
  if (problem === 'loading') return <div className="empty">{words.loading}</div>
  return (
    <div className="empty">
      <p>{problem === 'forgotten' ? words.forgotten : problem}</p>
      <Button onClick={showChampion}>{words.toChampion}</Button>
    </div>
  )
}

interface ContentProps {
  readonly genome: GenomeView
  readonly shown: ShownGenome
  readonly view: NetworkView
  readonly additions: Additions
}

function Content({ genome, shown, view, additions }: ContentProps): JSX.Element {
  const inputs = useRun((run) => run.problem.inputs)
  const outputs = useRun((run) => run.problem.outputs)
  const names = useMemo(() => ({ inputs, outputs }), [inputs, outputs])
  const line = shown.kind === 'line' ? String(shown.line) : ''
  return (
    <Tabs.Panel className="network-content" value={view}>
      {view === 'drawing' ? (
        <DrawingView genome={genome} line={line} names={names} additions={additions} />
      ) : null}
      {view === 'difference' ? (
        <DifferenceView genome={genome} shown={shown} names={names} additions={additions} />
      ) : null}
      {view === 'genes' ? <GeneTables genome={genome.genome} names={names} additions={additions} /> : null}
      {view === 'lineage' ? <LineageView genome={genome} names={names} /> : null}
    </Tabs.Panel>
  )
}
