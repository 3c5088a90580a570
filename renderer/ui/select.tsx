// A choice of one among a few, as the browser's own list.
import type { JSX, SelectHTMLAttributes } from 'react'
import type { TestId } from './test-ids.ts'

interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'value' | 'onChange'> {
  readonly 'data-testid'?: TestId
  readonly value: string
  readonly options: readonly (readonly [value: string, text: string])[]
  readonly onChange: (value: string) => void
}

export function Select({ value, options, onChange, ...others }: SelectProps): JSX.Element {
  return (
    <select {...others} value={value} onChange={(event) => onChange(event.target.value)}>
      {options.map(([one, text]) => (
        <option key={one} value={one}>
          {text}
        </option>
      ))}
    </select>
  )
}
