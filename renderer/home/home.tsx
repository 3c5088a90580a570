// The first screen, and the forms that follow from what is chosen there.
import { History } from 'lucide-react'
import { type JSX, useEffect, useState } from 'react'
import { goTo } from '../route.ts'
import { LazySetupForm } from '../setup/lazy-setup-form.tsx'
import { forgetSuggestion, freshSuggestion, useMayAct } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { texts } from '../ui/texts.ts'
import { TopBar } from '../ui/top-bar.tsx'
import { JoinForm } from '../worker/join-form.tsx'
import type { Role } from './role-glyph.tsx'
import { StartPage } from './start-page.tsx'

export type Choice =
  | { readonly kind: 'none' }
  | { readonly kind: Exclude<Role, 'worker'> }
  /** `link` is put into the form to begin with. */
  | { readonly kind: 'worker'; readonly link: string }

export function Home(): JSX.Element {
  return useMayAct() ? <OwnersHome /> : <NothingOn />
}

/** What an audience sees between two runs. */
function NothingOn(): JSX.Element {
  return (
    <div>
      <TopBar />
      <main className="page narrow stack">
        <title>{texts.appName}</title>
        <h1>{texts.run.nothingOn}</h1>
        <p className="soft" data-testid="nothing-on">
          {texts.run.nothingOnHint}
        </p>
        <p>
          <Button icon={History} onClick={() => goTo('history')}>
            {texts.history.open}
          </Button>
        </p>
      </main>
    </div>
  )
}

function OwnersHome(): JSX.Element {
  const [choice, setChoice] = useState<Choice>(freshSuggestion)
  useEffect(forgetSuggestion, [])
  const back = () => setChoice({ kind: 'none' })
  switch (choice.kind) {
    case 'none':
      return <StartPage choose={setChoice} />
    case 'local':
    case 'master':
      return <LazySetupForm role={choice.kind} onBack={back} />
    case 'worker':
      return <JoinForm link={choice.link} onBack={back} />
  }
}
