// What can be begun here: a role for this machine, a run of before, a master that is near.
import { CirclePlay, Laptop, Plug, Server } from 'lucide-react'
import { type JSX, useMemo } from 'react'
import { UpdateLine } from '../desktop/update-line.tsx'
import { useScreen } from '../store.ts'
import { type Action, useActionsOf } from '../ui/actions.ts'
import { CommandError, useActs } from '../ui/command-error.tsx'
import { texts } from '../ui/texts.ts'
import { TopBar } from '../ui/top-bar.tsx'
import { FirstHint } from './first-hint.tsx'
import type { Choice } from './home.tsx'
import { JoinCard } from './join-card.tsx'
import { RecentRuns } from './recent-runs.tsx'
import { RoleChoices } from './role-choices.tsx'
import { startDemo } from './start-demo.ts'
import './home.css'

const words = texts.choose
const ICONS = { local: Laptop, master: Server, worker: Plug } as const

export function StartPage({ choose }: { readonly choose: (choice: Choice) => void }): JSX.Element {
  const version = useScreen(({ app }) => app?.appVersion ?? '')
  const [error, act] = useActs()
  useStartActions(choose, act)
  return (
    <div>
      <TopBar />
      <main className="page home">
        <title>{texts.appName}</title>
        <CommandError message={error} />
        <div className="home-lead">
          <h1>{words.title}</h1>
          <p className="soft lead">{words.lead}</p>
        </div>
        <RoleChoices choose={choose} />
        <FirstHint act={act} />
        <div className="home-columns">
          <RecentRuns act={act} />
          <JoinCard act={act} choose={choose} />
        </div>
        <p className="soft colophon">
          {words.version(version)} <UpdateLine />
        </p>
      </main>
    </div>
  )
}

function useStartActions(choose: (choice: Choice) => void, act: (work: Promise<unknown>) => void): void {
  const actions = useMemo((): readonly Action[] => {
    const role = (kind: 'local' | 'master' | 'worker', keys: string): Action => ({
      id: `choose-${kind}`,
      title: words[kind].title,
      group: 'go',
      icon: ICONS[kind],
      keys,
      run: () => choose(kind === 'worker' ? { kind, link: '' } : { kind }),
    })
    const demo: Action = {
      id: 'demo',
      title: texts.start.demo,
      group: 'go',
      icon: CirclePlay,
      keys: 'd',
      run: () => act(startDemo()),
    }
    return [role('local', '1'), role('master', '2'), role('worker', '3'), demo]
  }, [choose, act])
  useActionsOf(actions)
}
