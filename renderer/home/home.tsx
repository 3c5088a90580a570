// The first screen: what should this machine do? And the forms that follow from the answer.
import { ArrowRight } from 'lucide-react'
import { type JSX, useEffect, useState } from 'react'
import { LazySetupForm } from '../setup/lazy-setup-form.tsx'
import { forgetSuggestion, freshSuggestion, useScreen } from '../store.ts'
import { texts } from '../ui/texts.ts'
import { TopBar } from '../ui/top-bar.tsx'
import { JoinForm } from '../worker/join-form.tsx'
import { type Role, RoleGlyph } from './role-glyph.tsx'

type Choice = 'none' | Role

export function Home(): JSX.Element {
  const [suggestion] = useState(freshSuggestion)
  const [choice, setChoice] = useState<Choice>(suggestion.kind)
  useEffect(forgetSuggestion, [])
  const back = () => setChoice('none')
  switch (choice) {
    case 'none':
      return <Choices choose={setChoice} />
    case 'local':
    case 'master':
      return <LazySetupForm role={choice} onBack={back} />
    case 'worker':
      return <JoinForm link={suggestion.kind === 'worker' ? suggestion.link : ''} onBack={back} />
  }
}

const ROLES: readonly Role[] = ['local', 'master', 'worker']

function Choices({ choose }: { readonly choose: (choice: Choice) => void }): JSX.Element {
  const version = useScreen(({ app }) => app?.appVersion ?? '')
  return (
    <div>
      <TopBar />
      <main className="page home">
        <h1>{texts.choose.title}</h1>
        <p className="soft lead">{texts.choose.lead}</p>
        <div className="choices">
          {ROLES.map((role) => (
            <button
              type="button"
              key={role}
              className="choice"
              data-testid={`choose-${role}`}
              onClick={() => choose(role)}
            >
              <RoleGlyph role={role} />
              <strong>
                {texts.choose[role].title}
                <ArrowRight className="go" size={18} aria-hidden />
              </strong>
              <span className="soft">{texts.choose[role].text}</span>
              {role === 'local' ? <span className="pill working first">{texts.choose.first}</span> : null}
            </button>
          ))}
        </div>
        <p className="soft colophon">{texts.choose.version(version)}</p>
      </main>
    </div>
  )
}
