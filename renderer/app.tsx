// Chooses the screen from what the app is doing.
import type { JSX } from 'react'
import { Home } from './home/home.tsx'
import { RunScreen } from './run/run-screen.tsx'
import { useScreen } from './store.ts'
import { Notice } from './ui/notice.tsx'
import { texts } from './ui/texts.ts'
import { WorkerScreen } from './worker/worker-screen.tsx'

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
    </div>
  )
}

function Content(): JSX.Element {
  const kind = useScreen(({ app }) => app?.mode.kind ?? null)
  const connection = useScreen((screen) => screen.connection)
  switch (kind) {
    case 'home':
      return <Home />
    case 'run':
      return <RunScreen />
    case 'worker':
      return <WorkerScreen />
    case null:
      return (
        <main className="page narrow">
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
