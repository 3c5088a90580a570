// A switch with its sentence.
import { Field } from '@base-ui/react/field'
import { Switch } from '@base-ui/react/switch'
import type { JSX } from 'react'
import type { TestId } from './test-ids.ts'

interface SwitchLineProps {
  readonly label: string
  readonly hint?: string
  readonly isOn: boolean
  readonly testId?: TestId
  readonly onChange: (isOn: boolean) => void
}

export function SwitchLine({ label, hint, isOn, testId, onChange }: SwitchLineProps): JSX.Element {
  return (
    <Field.Root className="switch-line">
      <Switch.Root className="switch" checked={isOn} onCheckedChange={onChange} data-testid={testId}>
        <Switch.Thumb className="switch-thumb" />
      </Switch.Root>
      <span>
        <Field.Label>{label}</Field.Label>
        {hint === undefined ? null : <Field.Description className="hint">{hint}</Field.Description>}
      </span>
    </Field.Root>
  )
}
