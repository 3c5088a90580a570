// A labelled input with a hint, or with what is wrong.
import { Field as Parts } from '@base-ui/react/field'
import type { ComponentProps, JSX } from 'react'
import type { TestId } from './test-ids.ts'

interface FieldProps extends ComponentProps<typeof Parts.Control> {
  readonly label: string
  readonly hint?: string
  readonly error?: string | null
  readonly testId: TestId
}

export function Field({ label, hint, error, testId, ...input }: FieldProps): JSX.Element {
  const isWrong = error !== undefined && error !== null
  return (
    <Parts.Root className="field" invalid={isWrong}>
      <Parts.Label>{label}</Parts.Label>
      <Parts.Control
        data-testid={testId}
        // Said before anything was typed, too.
        aria-invalid={isWrong}
        autoComplete="off"
        spellCheck={false}
        {...input}
      />
      {isWrong ? (
        <Parts.Error className="error" match>
          {error}
        </Parts.Error>
      ) : (
        <Parts.Description className="hint">{hint}</Parts.Description>
      )}
    </Parts.Root>
  )
}
