// A choice among few, small enough for a panel's head.
import type { JSX } from 'react'

interface SmallChoiceProps {
  readonly label: string
  /** Where what may be chosen says it already, it is only heard. */
  readonly isLabelSeen?: boolean
  readonly value: string
  readonly options: readonly (readonly [value: string, text: string])[]
  readonly onChange: (value: string) => void
}

export function SmallChoice({
  label,
  isLabelSeen = true,
  value,
  options,
  onChange,
}: SmallChoiceProps): JSX.Element {
  return (
    <label className="small-choice">
      <span className={isLabelSeen ? '' : 'visually-hidden'}>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
