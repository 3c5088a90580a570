// A CSV file to learn from, and which of its columns is to be told. The parser is loaded when a file is chosen.
import { Upload } from 'lucide-react'
import { type ChangeEvent, type JSX, useId, useRef, useState } from 'react'
import type { DataTable, TableKind } from '../../core/problems/table/data-table.ts'
import {
  csvOptions,
  MOST_DATA_BYTES,
  TableError,
  type TableLine,
  tableOfLines,
} from '../../core/problems/table/table-of-lines.ts'
import { Button } from '../ui/button.tsx'
import { texts } from '../ui/texts.ts'

interface DataFileProps {
  readonly kind: TableKind
  /** Whether data of one's own are in use. */
  readonly hasData: boolean
  readonly onData: (table: DataTable) => void
  readonly onError: (message: string | null) => void
}

interface Chosen {
  readonly name: string
  readonly lines: readonly TableLine[]
  readonly columns: readonly string[]
}

export function DataFile({ kind, hasData, onData, onError }: DataFileProps): JSX.Element {
  const file = useRef<HTMLInputElement>(null)
  const targetId = useId()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [target, setTarget] = useState('')
  const words = texts.data

  function use(from: Chosen, column: string): void {
    setTarget(column)
    try {
      onData(tableOfLines(from.lines, [column], kind))
      onError(null)
    } catch (error) {
      if (!(error instanceof TableError)) throw error
      onError(words.refused(from.name, error.message))
    }
  }

  async function read(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const [given] = event.target.files ?? []
    event.target.value = '' // so that the same file can be chosen again
    if (given === undefined) return
    const read = await linesIn(given)
    if (typeof read === 'string') return onError(words.refused(given.name, read))
    const columns = read[0]?.record ?? []
    const next = { name: given.name, lines: read, columns }
    setChosen(next)
    // Mostly the last one.
    use(next, columns.at(-1) ?? '')
  }

  const isUsed = chosen !== null && hasData
  return (
    <div className="form-grid" data-testid="data-file">
      <div className="field">
        <span className="label">{words.title}</span>
        <Button icon={Upload} testId="choose-data" onClick={() => file.current?.click()}>
          {words.choose}
        </Button>
        <span className="hint">{isUsed ? words.rows(chosen.name, chosen.lines.length - 1) : words.hint}</span>
        <input
          ref={file}
          type="file"
          hidden
          accept=".csv,text/csv"
          data-testid="data-input"
          onChange={(event) => void read(event)}
        />
      </div>
      {isUsed ? (
        <div className="field">
          <label htmlFor={targetId}>{words.target}</label>
          <select
            id={targetId}
            data-testid="data-target"
            value={target}
            onChange={(event) => use(chosen, event.target.value)}
          >
            {chosen.columns.map((column) => (
              <option key={column}>{column}</option>
            ))}
          </select>
          <span className="hint">{words.targetHint}</span>
        </div>
      ) : null}
    </div>
  )
}

/** The lines, or a clause that says why there are none. */
async function linesIn(file: File): Promise<readonly TableLine[] | string> {
  if (file.size > MOST_DATA_BYTES) return texts.data.tooLarge(Math.ceil(file.size / 1e6))
  const { parse, CsvError } = await import('csv-parse/browser/esm/sync')
  try {
    const text = await file.text()
    return parse(text, { ...csvOptions(text), info: true }) as unknown as TableLine[]
  } catch (error) {
    if (error instanceof CsvError) return error.message
    throw error
  }
}
