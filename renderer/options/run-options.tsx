// Options of the problem while it is being solved: what is changed counts from the next generation on.
import { Check } from 'lucide-react'
import { type JSX, useState } from 'react'
import { command, useRun } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { texts } from '../ui/texts.ts'
import { OptionFields } from './option-fields.tsx'
import { type OptionsDraft, readOptions } from './options-draft.ts'

interface RunOptionsProps {
  readonly act: (work: Promise<unknown>) => void
}

/** Nothing where the problem has no options. */
export function RunOptions({ act }: RunOptionsProps): JSX.Element | null {
  const specs = useRun((run) => run.problem.options)
  const values = useRun((run) => run.options)
  const [draft, setDraft] = useState<OptionsDraft>({})
  if (Object.keys(specs).length === 0) return null
  const { values: wanted, issues } = readOptions(specs, draft)
  const isUnchanged = Object.keys(draft).length === 0

  function apply(): void {
    if (wanted === null) return
    act(command('changeOptions', { options: wanted }).then(() => setDraft({})))
  }

  return (
    <details className="run-options" data-testid="run-options">
      <summary>{texts.options.title}</summary>
      <div className="stack">
        <OptionFields specs={specs} values={values} draft={draft} issues={issues} onChange={setDraft} />
        <div className="actions">
          <Button
            icon={Check}
            testId="apply-options"
            disabled={wanted === null || isUnchanged}
            onClick={apply}
          >
            {texts.options.apply}
          </Button>
          <span className="hint">{texts.options.applyHint}</span>
        </div>
      </div>
    </details>
  )
}
