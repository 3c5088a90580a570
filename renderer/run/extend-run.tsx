// More generations: while the run goes on, or once it has ended without being solved.
import { Check, ListPlus, X } from 'lucide-react'
import { type JSX, useId, useState } from 'react'
import { command, useRun } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { number, texts } from '../ui/texts.ts'
import { MOST_GENERATIONS, moreOf, suggestedMore } from './more-generations.ts'

const words = texts.run.extend
interface ExtendRunProps {
  readonly act: (work: Promise<unknown>) => void
}

/** Nothing for a run that is solved, which would end again at once. */
export function ExtendRun({ act }: ExtendRunProps): JSX.Element | null {
  const generations = useRun((run) => run.generations)
  const done = useRun((run) => (run.history.at(-1)?.generation ?? -1) + 1)
  const status = useRun((run) => run.status)
  const isSolved = status.kind === 'ended' && status.result.solved
  const isOver = status.kind === 'ended' || status.kind === 'failed'
  const [text, setText] = useState<string | null>(null)
  const id = useId()
  if (isSolved || status.kind === 'stopping') return null
  const least = isOver && done < generations ? 0 : 1
  const more = moreOf(text ?? '', least)

  function extend(): void {
    if (more === null) return
    setText(null)
    act(command('extendRun', { generations: more }))
  }

  if (text === null) {
    const open = () => setText(String(least === 0 ? 0 : suggestedMore(generations)))
    return (
      <Button icon={ListPlus} testId="extend-run" onClick={open}>
        {isOver ? words.goOn : words.open}
      </Button>
    )
  }
  return (
    <form
      className="extend-run"
      onSubmit={(event) => {
        event.preventDefault()
        extend()
      }}
      onKeyDown={(event) => event.key === 'Escape' && setText(null)}
    >
      <label htmlFor={id}>{words.more}</label>
      <input
        id={id}
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed
        autoFocus
        inputMode="numeric"
        autoComplete="off"
        data-testid="field-more-generations"
        aria-invalid={more === null}
        aria-describedby={`${id}-note`}
        value={text}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setText(event.target.value)}
      />
      <span id={`${id}-note`} className={more === null ? 'error' : 'hint'}>
        {more === null ? words.whole(least, MOST_GENERATIONS) : words.until(number(generations + more))}
      </span>
      <Button look="primary" icon={Check} type="submit" testId="extend-now" disabled={more === null}>
        {words.extend}
      </Button>
      <Button icon={X} onClick={() => setText(null)}>
        {words.cancel}
      </Button>
    </form>
  )
}
