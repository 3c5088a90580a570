// The curve of a network with one input: what it answers, over what it is given, beside what is wanted.
import { type JSX, useRef } from 'react'
import type { ExampleRow, Watched } from '../../core/api/watch.ts'
import { ExportMenu } from '../chart/chart-tools.tsx'
import { texts } from '../ui/texts.ts'
import { curveOf, curveTable } from './curve-series.ts'

const words = texts.behaviour

type Table = Extract<Watched, { kind: 'table' }>

/** A table that makes a curve: one input, and enough rows. */
export function isCurve({ rows }: Table): boolean {
  return rows.length >= 8 && rows.every(({ inputs }: ExampleRow) => inputs.length === 1)
}

interface CurveViewProps {
  readonly table: Table
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

const [WIDTH, HEIGHT] = [600, 300] as const

export function CurveView({ table, inputs, outputs }: CurveViewProps): JSX.Element {
  const drawing = useRef<HTMLDivElement>(null)
  return (
    <div className="curves" ref={drawing} data-testid="curve">
      <span className="curve-tools" data-not-exported>
        <ExportMenu
          name="curve"
          title={words.title}
          drawing={drawing}
          table={() => curveTable(table.rows, { inputs, outputs, wanted: words.wantedOf })}
        />
      </span>
      {outputs.map((name, output) => {
        const { wanted, answers } = curveOf(table.rows, output, { width: WIDTH, height: HEIGHT })
        return (
          <figure key={name}>
            <svg
              viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
              role="img"
              aria-label={words.curve(name, inputs[0] ?? '')}
            >
              <path className="curve-wanted" d={wanted} />
              <path className="curve-answer" d={answers} />
            </svg>
            <figcaption>
              {name} · <span className="curve-wanted">{words.curveWanted}</span> ·{' '}
              <span className="curve-answer">{words.curveAnswer}</span>
            </figcaption>
          </figure>
        )
      })}
    </div>
  )
}
