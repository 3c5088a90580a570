// The champion at work, and others beside it: an episode of its problem, or its answers to the problem's examples. A better
// champion replaces it, under the same seed, so that one sees what has become better. All play by one clock.
import { X } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { ChampionView } from '../../core/api/views.ts'
import type { WatchedGenome } from '../../core/api/watch.ts'
import { lookAtGenome, refOf, type ShownGenome } from '../network/network-choice.ts'
import { useRun } from '../store.ts'
import { Notice } from '../ui/notice.tsx'
import { texts } from '../ui/texts.ts'
import { useSettled } from '../ui/use-settled.ts'
import { stopPlaying, useBehaviourChoice } from './behaviour-choice.ts'
import { CurveView, isCurve } from './curve-view.tsx'
import { ExampleTable } from './example-table.tsx'
import { Player } from './player.tsx'
import { type AtWork, useWatched } from './use-watched.ts'

const words = texts.behaviour
/** Champions of species change all the time; each plays at least so long. */
const LOOK_MS = 3000
const CHAMPION: ShownGenome = { kind: 'line', line: 'run', at: 'newest' }

export function BehaviourView({ champion }: { readonly champion: ChampionView }): JSX.Element {
  const seedOfRun = useRun((run) => run.seed)
  const [seed, setSeed] = useState(seedOfRun)
  const beside = useBehaviourChoice((choice) => choice.beside)
  const first = useWatched({ kind: 'champion' }, champion.hash, seed)
  const others = [useBeside(beside[0], seed), useBeside(beside[1], seed), useBeside(beside[2], seed)]
  if (first.error !== null) {
    return (
      <div className="behaviour">
        <Notice tone="bad">{first.error}</Notice>
      </div>
    )
  }
  if (first.watched === null) return <div className="empty">{words.loading}</div>
  const all: readonly OneAtWork[] = [
    { shown: CHAMPION, atWork: first, hash: champion.hash },
    ...beside.map((shown, at) => ({ shown, atWork: others[at] ?? first, hash: '' })),
  ]
  return (
    <div
      className="behaviour"
      data-testid="behaviour"
      data-kind={first.watched.kind}
      data-playing={all.length}
    >
      {first.watched.kind === 'play' ? (
        <Episodes all={all} onOtherChance={() => setSeed((seed + 1) >>> 0)} />
      ) : (
        <div className="side-by-side">
          {all.map(({ shown, atWork }) => (
            <div key={JSON.stringify(shown)} className="at-work">
              {all.length === 1 ? null : <Heading shown={shown} />}
              {atWork.watched === null ? (
                <div className="empty">{atWork.error ?? words.loading}</div>
              ) : (
                <Answers watched={atWork.watched} />
              )}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

interface OneAtWork {
  readonly shown: ShownGenome
  readonly atWork: AtWork
  readonly hash: string
}

function Episodes({
  all,
  onOtherChance,
}: {
  all: readonly OneAtWork[]
  onOtherChance: () => void
}): JSX.Element {
  const episodes = all.map(({ shown, atWork, hash }) => ({
    key: atWork.key,
    hash,
    heading: <Heading shown={shown} />,
    episode: atWork.watched?.kind === 'play' ? atWork.watched : null,
    missing: atWork.error ?? words.loading,
  }))
  // A new champion or another seed begins anew; who joins beside them doesn't disturb.
  return <Player key={all[0]?.atWork.key} episodes={episodes} onOtherChance={onOtherChance} />
}

function Answers({ watched }: { readonly watched: WatchedGenome }): JSX.Element {
  const problem = useRun((run) => run.problem)
  if (watched.kind !== 'table') return <div className="empty">{words.nothing}</div>
  if (isCurve(watched)) return <CurveView table={watched} inputs={problem.inputs} outputs={problem.outputs} />
  return <ExampleTable table={watched} inputs={problem.inputs} outputs={problem.outputs} />
}

function useBeside(shown: ShownGenome | undefined, seed: number): AtWork {
  const newest = useSettled(
    useRun((run) => run.history.at(-1)?.generation ?? 0),
    LOOK_MS,
  )
  return useWatched(shown === undefined ? null : refOf(shown, newest), '', seed)
}

function Heading({ shown }: { readonly shown: ShownGenome }): JSX.Element {
  const isChampion = shown === CHAMPION
  return (
    <div className="at-work-heading">
      <button type="button" className="link" onClick={() => lookAtGenome(shown)}>
        {words.whose(shown)}
      </button>
      {isChampion ? null : (
        <button
          type="button"
          className="tool"
          aria-label={words.stop(words.whose(shown))}
          onClick={() => stopPlaying(shown)}
        >
          <X size={14} aria-hidden />
        </button>
      )}
    </div>
  )
}
