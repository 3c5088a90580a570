// Chooses the screen from what the app is doing.
import type { JSX } from 'react'
import { OpenedFromOutside } from './desktop/opened-from-outside.tsx'
import { Home } from './home/home.tsx'
import { useOpened } from './opened/open-file.ts'
import { OpenedFile } from './opened/opened-file.tsx'
import { useRoute } from './route.ts'
import { useScreen } from './store.ts'
import { AppActions } from './ui/app-actions.tsx'
import { fetched } from './ui/fetched.tsx'
import { Notice } from './ui/notice.tsx'
import { texts } from './ui/texts.ts'
import { WorkerScreen } from './worker/worker-screen.tsx'

/** Charts and panels are fetched beside the first screen, which doesn't wait for them; a run's screen hardly does. */
const runScreen = import('./run/run-screen.tsx')
const HistoryScreen = fetched(async () => (await import('./history/history-screen.tsx')).HistoryScreen)
const RunScreen = fetched(async () => (await runScreen).RunScreen)

export function App(): JSX.Element {
  const connection = useScreen((screen) => screen.connection)
  return (
    <div className="shell">
      <div>
        {connection === 'lost' ? (
          <div className="banner" role="status" data-testid="connection-lost">
            {texts.connectionLost}
          </div>
        ) : null}
      </div>
      <Content />
      <AppActions />
      <OpenedFromOutside />
      <OpenedFile />
    </div>
  )
}

function Content(): JSX.Element {
  const kind = useScreen(({ app }) => app?.mode.kind ?? null)
  const connection = useScreen((screen) => screen.connection)
  const route = useRoute((screen) => screen.route)
  const formsOpened = useOpened(({ forms }) => forms)
  if (route === 'history' && kind !== null) return <HistoryScreen />
  switch (kind) {
    case 'home':
      return <Home key={formsOpened} />
    case 'run':
      return <RunScreen />
    case 'worker':
      return <WorkerScreen />
    case null:
      return (
        <main className="page narrow">
          <h1 className="visually-hidden">{texts.appName}</h1>
          {connection === 'refused' ? (
            <Notice tone="bad" testId="access-refused">
              {texts.connectionRefused}
            </Notice>
          ) : (
            <p className="soft">{texts.connecting}</p>
          )}
        </main>
      )
  }
}
