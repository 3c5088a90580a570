// What the champion answers to the problem's examples, beside what it should.
import type { JSX } from 'react'
import type { Watched } from '../../core/api/watch.ts'
import { ExportMenu } from '../chart/chart-tools.tsx'
import { decimal, texts } from '../ui/texts.ts'
import { curveTable } from './curve-series.ts'

const words = texts.behaviour

interface ExampleTableProps {
  readonly table: Extract<Watched, { kind: 'table' }>
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

export function ExampleTable({ table, inputs, outputs }: ExampleTableProps): JSX.Element {
  return (
    <div className="example-table" data-testid="example-table">
      <table>
        <thead>
          <tr>
            {inputs.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {outputs.map((name) => (
              <th key={name} scope="col" colSpan={2}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: examples have no name but their place
            <tr key={at}>
              {row.inputs.map((value, input) => (
                <td key={inputs[input]}>{decimal(value, 3)}</td>
              ))}
              {row.outputs.map((value, output) => (
                <Answer key={outputs[output]} value={value} wanted={row.wanted[output] ?? Number.NaN} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="example-foot">
        {table.isCut ? <span className="soft">{words.moreRows}</span> : null}
        <ExportMenu
          name="examples"
          title={words.title}
          drawing={null}
          table={() => curveTable(table.rows, { inputs, outputs, wanted: words.wantedOf })}
        />
      </div>
    </div>
  )
}

/** The answer, what was wanted, and how far it is off as the length of a bar. */
function Answer({ value, wanted }: { readonly value: number; readonly wanted: number }): JSX.Element {
  const off = Math.min(1, Math.abs(value - wanted))
  return (
    <>
      <td>
        {decimal(value, 3)} <span className="soft">{words.wanted(wanted)}</span>
      </td>
      <td>
        <meter
          className="off"
          min={0}
          max={1}
          value={off}
          aria-label={words.off(off)}
          title={words.off(off)}
        />
      </td>
    </>
  )
}
