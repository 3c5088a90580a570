// The workers as cards, as many beside each other as there is room for.
import { useVirtualizer } from '@tanstack/react-virtual'
import { TriangleAlert } from 'lucide-react'
import { type JSX, memo, useEffect, useRef, useState } from 'react'
import type { WorkerView } from '../../core/api/views.ts'
import { number, texts } from '../ui/texts.ts'
import { SendAway } from './send-away.tsx'

const words = texts.cluster
const NARROWEST_PX = 210
const CARD_PX = 112
const BESIDES = 2

export function WorkerCards({ workers }: { readonly workers: readonly WorkerView[] }): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null)
  const across = useCardsAcross(scroller)
  const lines = useVirtualizer({
    count: Math.ceil(workers.length / across),
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_PX,
    overscan: BESIDES,
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section ref={scroller} className="worker-scroller" aria-label={words.list.title} tabIndex={0}>
      <div className="worker-cards" style={{ height: lines.getTotalSize() }}>
        {lines.getVirtualItems().map(({ index, key, start }) => (
          <ul
            key={key}
            ref={lines.measureElement}
            data-index={index}
            style={{
              transform: `translateY(${start}px)`,
              gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))`,
            }}
          >
            {workers.slice(index * across, (index + 1) * across).map((worker) => (
              <WorkerCard key={worker.key} worker={worker} />
            ))}
          </ul>
        ))}
      </div>
    </section>
  )
}

function useCardsAcross(element: { readonly current: Element | null }): number {
  const [across, setAcross] = useState(1)
  useEffect(() => {
    if (element.current === null) return
    const observer = new ResizeObserver(([entry]) =>
      setAcross(Math.max(1, Math.floor((entry?.contentRect.width ?? 0) / NARROWEST_PX))),
    )
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return across
}

const WorkerCard = memo(function WorkerCard({ worker }: { readonly worker: WorkerView }): JSX.Element {
  const { label, local, slots, state, genomesEvaluated, genomesPerSecond, warning } = worker
  return (
    <li
      className={`worker-card ${state}`}
      data-testid="worker-card"
      data-worker-label={label}
      data-state={state}
    >
      <strong>{label}</strong>
      <span className={`state ${state}`}>{words.states[state]}</span>
      <span className="worker-rate">
        {number(Math.round(genomesPerSecond))} <small>{words.columns.rate}</small>
      </span>
      <span className="soft">
        {words.card(slots, genomesEvaluated)}
        {local ? '' : ` · ${words.latency(worker.roundTripMs)}`}
      </span>
      {warning === null ? null : (
        <span className="worker-warning">
          <TriangleAlert size={13} aria-hidden /> {warning}
        </span>
      )}
      <SendAway worker={worker} />
    </li>
  )
})
