// The first screen: what should this machine do? And the forms that follow from the answer.
import { Cpu, type LucideIcon, Network, Radio } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { Suggestion } from '../../core/api/views.ts'
import { SetupForm } from '../setup/setup-form.tsx'
import { useScreen } from '../store.ts'
import { texts } from '../ui/texts.ts'
import { TopBar } from '../ui/top-bar.tsx'
import { JoinForm } from '../worker/join-form.tsx'

type Choice = 'none' | 'local' | 'master' | 'worker'

export function Home(): JSX.Element {
  const suggestion = useScreen(({ app }) => app?.suggestion ?? NO_SUGGESTION)
  const [choice, setChoice] = useState<Choice>(suggestion.kind)
  const back = () => setChoice('none')
  switch (choice) {
    case 'none':
      return <Choices choose={setChoice} />
    case 'local':
    case 'master':
      return <SetupForm role={choice} onBack={back} />
    case 'worker':
      return <JoinForm link={suggestion.kind === 'worker' ? suggestion.link : ''} onBack={back} />
  }
}

const NO_SUGGESTION: Suggestion = { kind: 'none' }

const CHOICES: readonly { kind: Exclude<Choice, 'none'>; icon: LucideIcon }[] = [
  { kind: 'local', icon: Cpu },
  { kind: 'master', icon: Radio },
  { kind: 'worker', icon: Network },
]

function Choices({ choose }: { readonly choose: (choice: Choice) => void }): JSX.Element {
  return (
    <div>
      <TopBar />
      <main className="page">
        <h1>{texts.choose.title}</h1>
        <p className="soft">{texts.choose.lead}</p>
        <div className="choices">
          {CHOICES.map(({ kind, icon: Icon }) => (
            <button
              type="button"
              key={kind}
              className="choice"
              data-testid={`choose-${kind}`}
              onClick={() => choose(kind)}
            >
              <span className="icon">
                <Icon size={22} aria-hidden />
              </span>
              <strong>{texts.choose[kind].title}</strong>
              <span className="soft">{texts.choose[kind].text}</span>
            </button>
          ))}
        </div>
      </main>
    </div>
  )
}
