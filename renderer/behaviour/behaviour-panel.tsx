// What the champion does: at its problem, beside others if somebody wants, and what a search has collected.
import { Tabs } from '@base-ui/react/tabs'
import { type JSX, useEffect, useLayoutEffect, useState } from 'react'
import type { ArchiveView as Archive } from '../../core/api/genome-views.ts'
import { GenomeChooser } from '../network/genome-chooser.tsx'
import { useRunKey } from '../network/use-champions.ts'
import { command, useRun } from '../store.ts'
import { Panel } from '../ui/panel.tsx'
import { texts } from '../ui/texts.ts'
import { useSettled } from '../ui/use-settled.ts'
import { ArchiveView } from './archive-view.tsx'
import { beginRun, playBeside } from './behaviour-choice.ts'
import './behaviour.css'
import { BehaviourView } from './behaviour-view.tsx'

const words = texts.behaviour
const LOOK_MS = 1500

export function BehaviourPanel(): JSX.Element {
  const champion = useRun((run) => run.champion)
  const watchable = useRun((run) => run.problem.watchable)
  const archive = useArchive()
  const run = useRunKey()
  useLayoutEffect(() => beginRun(run), [run])
  if (champion === null) {
    return (
      <Panel title={words.title}>
        <div className="empty">{words.none}</div>
      </Panel>
    )
  }
  const atWork =
    watchable === 'nothing' ? (
      <div className="empty">{words.nothing}</div>
    ) : (
      <BehaviourView champion={champion} />
    )
  const beside = watchable === 'nothing' ? null : <AddBeside />
  if (archive.kind === 'none') {
    return (
      <Panel title={words.title} aside={beside}>
        {atWork}
      </Panel>
    )
  }
  return (
    <Tabs.Root className="contents" defaultValue="at work">
      <Panel
        title={words.title}
        aside={
          <>
            {beside}
            <Tabs.List className="tabs" aria-label={words.views}>
              <Tabs.Tab className="tab" value="at work" data-testid="show-at-work">
                {words.atWork}
              </Tabs.Tab>
              <Tabs.Tab className="tab" value="archive" data-testid="show-archive">
                {words.archive.title}
              </Tabs.Tab>
            </Tabs.List>
          </>
        }
      >
        <div className="tab-panels">
          <Tabs.Panel className="tab-panel" value="at work">
            {atWork}
          </Tabs.Panel>
          <Tabs.Panel className="tab-panel" value="archive">
            <ArchiveView archive={archive} />
          </Tabs.Panel>
        </div>
      </Panel>
    </Tabs.Root>
  )
}

function AddBeside(): JSX.Element {
  return (
    <span data-testid="add-beside">
      <GenomeChooser label={words.beside} shown={null} onChoose={playBeside} />
    </span>
  )
}

/** What the search has collected, at a pace that people can follow; a search for fitness collects nothing. */
function useArchive(): Archive {
  const newest = useSettled(
    useRun((run) => run.history.at(-1)?.generation ?? -1),
    LOOK_MS,
  )
  const [archive, setArchive] = useState<Archive>({ kind: 'none' })
  useEffect(() => {
    if (newest < 0) return
    let isWanted = true
    command('archive', null).then(
      (found) => isWanted && setArchive(found),
      () => {}, // the run has ended meanwhile, or the page lost it: what was there stays
    )
    return () => {
      isWanted = false
    }
  }, [newest])
  return archive
}
