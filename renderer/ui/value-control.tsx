// The control of one value, as its kind asks for it: a switch, one of a few, or what is typed. Its label and its note, which has
// the id of the control and "-note", stand around it.
import type { JSX } from 'react'
import { Select } from './select.tsx'

interface ValueControlProps {
  readonly id: string
  readonly spec:
    | { readonly kind: 'switch' }
    | { readonly kind: 'choice'; readonly choices: readonly string[] }
    | { readonly kind: 'number'; readonly whole?: boolean }
    | { readonly kind: 'text' }
  readonly value: unknown
  readonly isWrong: boolean
  readonly onChange: (value: string | boolean) => void
}

export function ValueControl({ id, spec, value, isWrong, onChange }: ValueControlProps): JSX.Element {
  const note = `${id}-note`
  switch (spec.kind) {
    case 'switch':
      return (
        <input
          id={id}
          type="checkbox"
          aria-describedby={note}
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
        />
      )
    case 'choice':
      return (
        <Select
          id={id}
          aria-describedby={note}
          value={String(value)}
          options={spec.choices.map((choice) => [choice, choice])}
          onChange={onChange}
        />
      )
    case 'number':
    case 'text':
      return (
        <input
          id={id}
          inputMode={inputModeOf(spec)}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={isWrong}
          aria-describedby={note}
          value={String(value)}
          onChange={(event) => onChange(event.target.value)}
        />
      )
  }
}

/** For keyboards on a screen. */
function inputModeOf(spec: ValueControlProps['spec']): 'numeric' | 'decimal' | 'text' {
  if (spec.kind !== 'number') return 'text'
  return spec.whole === true ? 'numeric' : 'decimal'
}
