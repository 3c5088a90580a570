// Where people noted something, on every chart.
import type { JSX } from 'react'
import { useRun } from '../store.ts'
import type { Place } from './place.ts'

export function NotePins({ place }: { readonly place: Place }): JSX.Element {
  const notes = useRun((run) => run.notes)
  const { from, to } = place.span
  const { top, height } = place.plot
  return (
    <g className="note-pins">
      {notes
        .filter(({ generation }) => generation >= from && generation <= to)
        .map(({ number, generation, text }) => {
          const x = place.x(generation)
          return (
            <g key={number}>
              <title>{text}</title>
              <path d={`M${x} ${top}V${top + height}`} strokeDasharray="1 3" />
              <path d={`M${x} ${top + 7}l-4 -7h8z`} className="pin" />
            </g>
          )
        })}
    </g>
  )
}
