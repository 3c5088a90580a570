// A saved run in the list: what it is, how far it came, and what can be done with it.
import { TriangleAlert } from 'lucide-react'
import { type JSX, memo } from 'react'
import type { SavedRunView } from '../../core/api/saved-runs.ts'
import type { ChampionView } from '../../core/api/views.ts'
import { NetworkThumbnail } from '../network/thumbnail.tsx'
import { useMayAct } from '../store.ts'
import { texts } from '../ui/texts.ts'
import { nameOf } from './listed-runs.ts'
import { openRun } from './open-run.ts'
import { RunMenu } from './run-menu.tsx'

const words = texts.history
const PILLS = {
  solved: 'working-still',
  'generations done': 'ended',
  stopped: 'paused',
  unfinished: 'waiting',
  damaged: 'failed',
} as const

/** What nobody knows of a damaged run. */
const UNKNOWN = ['problem', 'seed', 'started', 'generations', 'best'] as const

interface RunRowProps {
  readonly run: SavedRunView
  readonly index: number
  readonly measure: (row: Element | null) => void
  readonly champion: ChampionView | null
  readonly isChosen: boolean
  readonly onToggle: (name: string) => void
  readonly onLabel: (run: SavedRunView) => void
  readonly onDelete: (run: SavedRunView) => void
  readonly act: (work: Promise<unknown>) => void
}

export const RunRow = memo(function RunRow(props: RunRowProps): JSX.Element {
  const { run, index, measure, champion, isChosen, onToggle, onLabel, onDelete, act } = props
  const name = nameOf(run)
  const state = run.kind === 'damaged' ? 'damaged' : run.state
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      data-testid="saved-run"
      data-name={run.name}
      data-state={state}
      className={isChosen ? 'chosen' : ''}
    >
      <td>
        <input
          type="checkbox"
          aria-label={words.choose(name)}
          data-testid="choose-run"
          checked={isChosen}
          onChange={() => onToggle(run.name)}
        />
      </td>
      <td className="when-wide">
        {champion === null ? (
          <span className="thumbnail" />
        ) : (
          <NetworkThumbnail genome={champion.genome} label={words.pictureOf(name)} />
        )}
      </td>
      {run.kind === 'damaged' ? (
        <DamagedCells run={run} />
      ) : (
        <>
          <td className="column-title">
            <Name run={run} act={act} />
            <Words run={run} />
          </td>
          <td className="column-problem">{run.problem}</td>
          <td className="column-seed number">{run.seed}</td>
          <td className="column-started">{words.begun(run.createdAt)}</td>
          <td className="column-generations number">{words.generations(run.generations, run.planned)}</td>
          <td className="column-best number">{words.best(run.best)}</td>
          <td className="column-state">
            <span className={`pill ${PILLS[run.state]}`}>
              {run.isOpen ? words.states.open : words.states[run.state]}
            </span>
          </td>
          <td className="column-bytes number">{words.size(run.bytes)}</td>
        </>
      )}
      <td className="row-menu">
        <RunMenu run={run} onLabel={onLabel} onDelete={onDelete} act={act} />
      </td>
    </tr>
  )
})

/** Opens the run, for whoever may. */
function Name({ run, act }: Pick<RunRowProps, 'run' | 'act'>): JSX.Element {
  const mayAct = useMayAct()
  if (!mayAct) return <strong>{nameOf(run)}</strong>
  return (
    <button type="button" className="run-name" data-testid="open-saved-run" onClick={() => act(openRun(run))}>
      {nameOf(run)}
    </button>
  )
}

function Words({ run }: { readonly run: Extract<SavedRunView, { kind: 'run' }> }): JSX.Element {
  const { title, tags, text, problem, seed, best } = run
  return (
    <div className="run-words">
      {tags.map((tag) => (
        <span key={tag} className="tag">
          {tag}
        </span>
      ))}
      {title === '' ? null : <span className="soft when-narrow">{words.named(problem, seed)}</span>}
      {best === null ? null : <span className="soft when-phone">{words.bestIs(best)}</span>}
      {text === '' ? null : (
        <span className="soft run-text" title={text}>
          {text}
        </span>
      )}
    </div>
  )
}

/** Its size is known, and why nothing else is. */
function DamagedCells({ run }: { readonly run: Extract<SavedRunView, { kind: 'damaged' }> }): JSX.Element {
  return (
    <>
      <td className="column-title damage">
        <strong>{run.name}</strong>
        <div className="damage-reason">
          <TriangleAlert size={13} aria-hidden /> {run.reason}
        </div>
      </td>
      {UNKNOWN.map((key) => (
        <td key={key} className={`column-${key}`} />
      ))}
      <td className="column-state">
        <span className="pill failed">{words.states.damaged}</span>
      </td>
      <td className="column-bytes number">{words.size(run.bytes)}</td>
    </>
  )
}
