// The entries of the log, as many as somebody wants to see.
import {
  CircleAlert,
  Dna,
  FileDown,
  type LucideIcon,
  Pin,
  Settings2,
  Ship,
  SquareTerminal,
  Trash2,
  TriangleAlert,
  Trophy,
  Users,
} from 'lucide-react'
import { type JSX, useState } from 'react'
import { command, messageOf } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { download } from '../ui/download.ts'
import { OwnersOnly } from '../ui/owners-only.tsx'
import { texts } from '../ui/texts.ts'
import { Trace } from '../ui/trace.tsx'
import type { LogItem, LogKind } from './log-items.ts'

const words = texts.log
const PAGE = 100

export const KIND_ICONS: Readonly<Record<LogKind, LucideIcon>> = {
  champion: Trophy,
  species: Dna,
  workers: Users,
  islands: Ship,
  options: Settings2,
  alarm: TriangleAlert,
  error: CircleAlert,
  printed: SquareTerminal,
  note: Pin,
}

interface LogListProps {
  readonly items: readonly LogItem[]
  readonly onError: (message: string | null) => void
}

export function LogList({ items, onError }: LogListProps): JSX.Element {
  const [shown, setShown] = useState(PAGE)
  return (
    <>
      <ol className="log-list">
        {items.slice(0, shown).map((item) => (
          <Entry key={item.key} item={item} onError={onError} />
        ))}
      </ol>
      {items.length > shown ? (
        <Button className="small" onClick={() => setShown(shown + PAGE)}>
          {words.more(shown, items.length)}
        </Button>
      ) : null}
    </>
  )
}

interface EntryProps {
  readonly item: LogItem
  readonly onError: (message: string | null) => void
}

function Entry({ item, onError }: EntryProps): JSX.Element {
  const { kind, generation, atMs, text, details, note, failed, trace } = item
  const Icon = KIND_ICONS[kind]
  const act = (work: Promise<unknown>) => {
    onError(null)
    work.catch((reason: unknown) => onError(messageOf(reason)))
  }
  return (
    <li className={`log-entry ${kind}`} data-testid="log-entry" data-kind={kind} data-generation={generation}>
      <Icon size={15} aria-label={words.kinds[kind]} />
      <span className="log-where">
        {words.generation(generation)}
        {atMs === null ? null : (
          <time dateTime={new Date(atMs).toISOString()} title={words.date(atMs)}>
            {words.time(atMs)}
          </time>
        )}
      </span>
      <span className="log-text">
        {text}
        {details === null ? null : <span className="soft"> · {details}</span>}
        {trace === undefined ? null : <Trace trace={trace} />}
      </span>
      {failed === undefined ? null : (
        <button
          type="button"
          className="tool"
          data-testid="failed-genome"
          aria-label={words.save(failed)}
          title={words.save(failed)}
          onClick={() => act(saveFailed(generation, failed))}
        >
          <FileDown size={15} aria-hidden />
        </button>
      )}
      {note === undefined ? null : (
        <OwnersOnly>
          <button
            type="button"
            className="tool"
            data-testid="remove-note"
            aria-label={words.remove(text)}
            title={words.remove(text)}
            onClick={() => act(command('removeNote', { number: note }))}
          >
            <Trash2 size={15} aria-hidden />
          </button>
        </OwnersOnly>
      )}
    </li>
  )
}

async function saveFailed(generation: number, genomeId: number): Promise<void> {
  const genome = await command('failedGenome', { generation, genomeId })
  if (genome === null) throw new Error(words.genomeGone)
  download(`genome-${genomeId}.json`, `${JSON.stringify(genome, null, 2)}\n`, 'application/json')
}
