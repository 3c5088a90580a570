// Thirty seconds for whoever opens Neatwork for the first time: what it is for, shown instead of told.
import { CirclePlay, X } from 'lucide-react'
import { type JSX, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { remember, remembered } from '../ui/remembered.ts'
import { texts } from '../ui/texts.ts'
import { startDemo } from './start-demo.ts'

const words = texts.start.hint

export function FirstHint({ act }: { readonly act: (work: Promise<unknown>) => void }): JSX.Element | null {
  const [isSeen, setSeen] = useState(() => remembered('hint-seen') === true)
  const [isStarting, setStarting] = useState(false)
  if (isSeen) return null
  const close = (): void => {
    remember('hint-seen', true)
    setSeen(true)
  }
  const start = (): void => {
    setStarting(true)
    act(startDemo().finally(() => setStarting(false)))
  }
  return (
    <section className="hint-card" aria-labelledby="hint-title" data-testid="first-hint">
      <h2 id="hint-title">{words.title}</h2>
      <ol className="hint-steps">
        {words.steps.map(([title, text]) => (
          <li key={title}>
            <strong>{title}</strong> <span className="soft">{text}</span>
          </li>
        ))}
      </ol>
      <Button look="primary" icon={CirclePlay} testId="start-demo" disabled={isStarting} onClick={start}>
        {isStarting ? words.starting : words.demo}
      </Button>
      <button type="button" className="tool hint-close" aria-label={words.close} onClick={close}>
        <X size={16} aria-hidden />
      </button>
    </section>
  )
}
