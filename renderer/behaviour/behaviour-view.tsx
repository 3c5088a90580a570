// The champion at work: an episode of its problem, or its answers to the problem's examples. A better champion replaces
// it, under the same seed, so that one sees what has become better.
import { type JSX, useEffect, useState } from 'react'
import type { ChampionView } from '../../core/api/views.ts'
import type { Watched } from '../../core/api/watch.ts'
import { command, messageOf, useRun } from '../store.ts'
import { Notice } from '../ui/notice.tsx'
import { texts } from '../ui/texts.ts'
import { ExampleTable } from './example-table.tsx'
import { Player } from './player.tsx'

interface Shown {
  readonly watched: Watched
  /** Of the champion and the seed that it shows. */
  readonly key: string
}

export function BehaviourView({ champion }: { readonly champion: ChampionView }): JSX.Element {
  const problem = useRun((run) => run.problem)
  const seedOfRun = useRun((run) => run.seed)
  const [seed, setSeed] = useState(seedOfRun)
  const [shown, setShown] = useState<Shown | null>(null)
  const [error, setError] = useState<string | null>(null)
  const { hash } = champion
  useEffect(() => {
    let isWanted = true
    command('watchGenome', { genome: { kind: 'champion' }, seed }).then(
      (watched) => {
        if (!isWanted) return
        setError(null)
        setShown({ watched, key: `${hash} ${seed}` })
      },
      (reason) => isWanted && setError(messageOf(reason)),
    )
    return () => {
      isWanted = false
    }
  }, [hash, seed])
  if (error !== null) {
    return (
      <div className="behaviour">
        <Notice tone="bad">{error}</Notice>
      </div>
    )
  }
  if (shown === null) return <div className="empty">{texts.behaviour.loading}</div>
  const { watched, key } = shown
  return (
    <div className="behaviour" data-testid="behaviour" data-kind={watched.kind}>
      {watched.kind === 'play' ? (
        <Player key={key} episode={watched} onOtherChance={() => setSeed((seed + 1) >>> 0)} />
      ) : null}
      {watched.kind === 'table' ? (
        <ExampleTable table={watched} inputs={problem.inputs} outputs={problem.outputs} />
      ) : null}
      {watched.kind === 'nothing' ? <div className="empty">{texts.behaviour.nothing}</div> : null}
    </div>
  )
}
