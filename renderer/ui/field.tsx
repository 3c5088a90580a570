// A labelled input with a hint, or with what is wrong.
import { type InputHTMLAttributes, type JSX, useId } from 'react'
import type { TestId } from './test-ids.ts'

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string
  readonly hint?: string
  readonly error?: string | null
  readonly testId: TestId
}

export function Field({ label, hint, error, testId, ...input }: FieldProps): JSX.Element {
  const id = useId()
  const isWrong = error !== undefined && error !== null
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        data-testid={testId}
        aria-invalid={isWrong}
        aria-describedby={`${id}-note`}
        autoComplete="off"
        spellCheck={false}
        {...input}
      />
      <span id={`${id}-note`} className={isWrong ? 'error' : 'hint'}>
        {isWrong ? error : hint}
      </span>
    </div>
  )
}
