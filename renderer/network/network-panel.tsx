// The best network found so far.
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { type JSX, useMemo, useRef, useState } from 'react'
import type { ChampionView } from '../../core/api/views.ts'
import { useRun } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/panel.tsx'
import { texts } from '../ui/texts.ts'
import { NetworkDrawing } from './network-drawing.tsx'
import { layoutNetwork, type NetworkLayout } from './network-layout.ts'
import { usePanZoom, ZOOM_STEP } from './use-pan-zoom.ts'

const words = texts.network

export function NetworkPanel(): JSX.Element {
  const champion = useRun((run) => run.champion)
  if (champion !== null) return <ChampionPanel champion={champion} />
  return (
    <Panel title={words.title} area="network">
      <div className="network-view">
        <div className="empty">{words.empty}</div>
      </div>
    </Panel>
  )
}

function ChampionPanel({ champion }: { readonly champion: ChampionView }): JSX.Element {
  const problem = useRun((run) => run.problem)
  const layout = useSteadyLayout(champion)
  const view = usePanZoom(layout.box)
  const [details, setDetails] = useState<string | null>(null)
  const aside = (
    <>
      <span className="soft">{words.found(champion.generation, champion.fitness)}</span>
      <Legend />
    </>
  )
  return (
    <Panel title={words.title} area="network" aside={aside}>
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
    </Panel>
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
