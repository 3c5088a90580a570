// Up to eight saved runs side by side: their curves, their results, and the settings that differ.
import { type JSX, useEffect, useMemo, useRef, useState } from 'react'
import type { RunCurve } from '../../core/api/run-curve.ts'
import type { DifferingSetting } from '../../core/api/saved-runs.ts'
import { ExportMenu } from '../chart/chart-tools.tsx'
import { command, messageOf } from '../store.ts'
import { Notice } from '../ui/notice.tsx'
import { texts } from '../ui/texts.ts'
import {
  comparisonTable,
  curveRows,
  curveTable,
  lookOf,
  namesOf,
  resultRows,
  settingText,
  type WholeRun,
} from './compare-series.ts'
import { ComparisonChart } from './comparison-chart.tsx'

const words = texts.history.comparison

interface Compared {
  readonly curves: readonly RunCurve[]
  readonly settings: readonly DifferingSetting[]
}

export function Comparison({ runs }: { readonly runs: readonly WholeRun[] }): JSX.Element {
  const [compared, setCompared] = useState<Compared | null>(null)
  const [error, setError] = useState<string | null>(null)
  const wanted = JSON.stringify(runs.map(({ name }) => name))
  useEffect(() => {
    let isStale = false
    const asked: readonly string[] = JSON.parse(wanted)
    const ask = async (): Promise<void> => {
      const [settings, ...curves] = await Promise.all([
        command('compareRuns', { names: [...asked] }),
        ...asked.map((name) => command('runCurve', { name })),
      ])
      if (!isStale) setCompared({ settings, curves })
    }
    ask().catch((reason: unknown) => isStale || setError(messageOf(reason)))
    return () => {
      isStale = true
    }
  }, [wanted])
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  const areOfOneProblem = new Set(runs.map(({ problem }) => problem)).size === 1
  return (
    <div className="comparison" data-testid="comparison">
      <h1 ref={head} tabIndex={-1}>
        {words.title(runs.length)}
      </h1>
      {error === null ? null : <Notice tone="bad">{error}</Notice>}
      {areOfOneProblem ? null : <Notice tone="warn">{words.otherProblems}</Notice>}
      {compared === null || compared.curves.length !== runs.length ? (
        <p className="soft">{words.loading}</p>
      ) : (
        <SideBySide runs={runs} {...compared} />
      )}
    </div>
  )
}

interface SideBySideProps extends Compared {
  readonly runs: readonly WholeRun[]
}

function SideBySide({ runs, curves, settings }: SideBySideProps): JSX.Element {
  const drawing = useRef<HTMLDivElement>(null)
  const names = useMemo(() => namesOf(runs), [runs])
  const rows = useMemo(() => curveRows(curves), [curves])
  const legend = () => names.map((text, index) => ({ text, colour: lookOf(index).colour }))
  return (
    <>
      <section className="card comparison-card" aria-labelledby="compared-curves">
        <header className="comparison-head">
          <h2 id="compared-curves">{words.curves}</h2>
          <ExportMenu
            name="comparison"
            title={words.curves}
            drawing={drawing}
            legend={legend}
            table={() => curveTable(names, rows)}
          />
        </header>
        <ul className="comparison-legend">
          {names.map((name, index) => (
            <li key={name}>
              <Stroke index={index} /> {name}
            </li>
          ))}
        </ul>
        <div ref={drawing} className="comparison-drawing" data-testid="comparison-chart">
          <ComparisonChart names={names} rows={rows} />
        </div>
      </section>
      <div className="card comparison-card">
        <header className="comparison-head">
          <h2>{words.results}</h2>
          <ExportMenu
            name="comparison-results"
            title={words.saveTable}
            drawing={null}
            table={() => comparisonTable(names, runs, settings)}
          />
        </header>
        <SideTable names={names} rows={resultRows(runs)} testId="comparison-results" label={words.results} />
      </div>
      <div className="card comparison-card">
        <h2>{words.settings}</h2>
        {settings.length === 0 ? (
          <p className="soft" data-testid="comparison-settings">
            {words.same}
          </p>
        ) : (
          <SideTable
            names={names}
            rows={settings.map(({ path, values }) => [path, ...values.map(settingText)])}
            testId="comparison-settings"
            label={words.settings}
          />
        )}
      </div>
    </>
  )
}

interface SideTableProps {
  readonly names: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly testId: 'comparison-results' | 'comparison-settings'
  readonly label: string
}

function SideTable({ names, rows, testId, label }: SideTableProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className="comparison-scroller" aria-label={label} tabIndex={0}>
      <table data-testid={testId}>
        <thead>
          <tr>
            <td />
            {names.map((name, index) => (
              <th key={name} scope="col">
                <Stroke index={index} /> {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([head = '', ...cells]) => (
            <tr key={head}>
              <th scope="row">{head}</th>
              {names.map((name, index) => (
                <td key={name}>{cells[index]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** How the curve of a run looks. */
function Stroke({ index }: { readonly index: number }): JSX.Element {
  const { colour, dashes } = lookOf(index)
  return (
    <svg className="stroke" width="26" height="10" aria-hidden="true">
      <line x1="1" x2="25" y1="5" y2="5" stroke={colour} strokeWidth="2.5" strokeDasharray={dashes} />
    </svg>
  )
}
