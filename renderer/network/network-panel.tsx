// The best network found so far.
import { Tabs } from '@base-ui/react/tabs'
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { type JSX, useMemo, useRef, useState } from 'react'
import type { ChampionView } from '../../core/api/views.ts'
import { layoutNetwork, type NetworkLayout } from '../../core/export/network-layout.ts'
import { BehaviourView } from '../behaviour/behaviour-view.tsx'
import { useRun } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/panel.tsx'
import { texts } from '../ui/texts.ts'
import { NetworkDrawing } from './network-drawing.tsx'
import { usePanZoom, ZOOM_STEP } from './use-pan-zoom.ts'

const words = texts.network

export function NetworkPanel(): JSX.Element {
  const champion = useRun((run) => run.champion)
  if (champion !== null) return <ChampionPanel champion={champion} />
  return (
    <Panel title={words.title}>
      <div className="network-view">
        <div className="empty">{words.empty}</div>
      </div>
    </Panel>
  )
}

/** Drawn as a network, or at work; where there is nothing to watch, only as a network. */
function ChampionPanel({ champion }: { readonly champion: ChampionView }): JSX.Element {
  const watchable = useRun((run) => run.problem.watchable)
  const found = (
    <span key="found" className="soft">
      {words.found(champion.generation, champion.fitness)}
    </span>
  )
  if (watchable === 'nothing') {
    return (
      <Panel title={words.title} aside={[found, <Legend key="legend" />]}>
        <ChampionDrawing champion={champion} />
      </Panel>
    )
  }
  const tabs = (
    <Tabs.List key="tabs" className="tabs" aria-label={texts.behaviour.views}>
      <Tabs.Tab className="tab" value="network" data-testid="show-network">
        {texts.behaviour.network}
      </Tabs.Tab>
      <Tabs.Tab className="tab" value="at work" data-testid="show-at-work">
        {texts.behaviour.atWork}
      </Tabs.Tab>
    </Tabs.List>
  )
  return (
    <Tabs.Root className="contents" defaultValue="network">
      <Panel title={words.title} aside={[found, tabs]}>
        <div className="tab-panels">
          <Tabs.Panel className="tab-panel" value="network">
            <ChampionDrawing champion={champion} />
            <div className="network-legend">
              <Legend />
            </div>
          </Tabs.Panel>
          <Tabs.Panel className="tab-panel" value="at work">
            <BehaviourView champion={champion} />
          </Tabs.Panel>
        </div>
      </Panel>
    </Tabs.Root>
  )
}

function ChampionDrawing({ champion }: { readonly champion: ChampionView }): JSX.Element {
  const problem = useRun((run) => run.problem)
  const layout = useSteadyLayout(champion)
  const view = usePanZoom(layout.box)
  const [details, setDetails] = useState<string | null>(null)
  return (
    <div className="network-view">
      <NetworkDrawing
        champion={champion}
        problem={problem}
        layout={layout}
        view={view}
        onInspect={setDetails}
      />
      <div className="network-tools">
        <Button
          className="small"
          icon={ZoomOut}
          aria-label={words.zoomOut}
          onClick={() => view.zoomBy(1 / ZOOM_STEP)}
        />
        <Button
          className="small"
          icon={ZoomIn}
          aria-label={words.zoomIn}
          onClick={() => view.zoomBy(ZOOM_STEP)}
        />
        <Button className="small" icon={Maximize} aria-label={words.fit} onClick={view.fit} />
      </div>
      {details === null ? null : <p className="network-details">{details}</p>}
    </div>
  )
}

/** Each champion laid out so that the nodes of the one before keep their places. */
function useSteadyLayout(champion: ChampionView): NetworkLayout {
  const last = useRef<NetworkLayout | null>(null)
  return useMemo(() => {
    last.current = layoutNetwork(champion.genome, last.current)
    return last.current
  }, [champion])
}

function Legend(): JSX.Element {
  return (
    <span className="legend">
      <span>
        <svg width="20" height="10" aria-hidden="true">
          <path d="M0 5h20" stroke="var(--positive)" strokeWidth="3" />
        </svg>
        {words.positive}
      </span>
      <span>
        <svg width="20" height="10" aria-hidden="true">
          <path d="M0 5h20" stroke="var(--negative)" strokeWidth="3" />
          <path d="M10 0v10" stroke="var(--negative)" strokeWidth="2" />
        </svg>
        {words.negative}
      </span>
      <span>
        <svg width="20" height="10" aria-hidden="true">
          <path d="M0 5h20" stroke="var(--ink-soft)" strokeWidth="1.5" strokeDasharray="4 3" />
        </svg>
        {words.disabled}
      </span>
    </span>
  )
}
