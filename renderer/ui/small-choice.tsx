// A choice among few, small enough for a panel's head.

import { type JSX, useId } from 'react'
import { Select } from './select.tsx'

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
  const id = useId()
  return (
    <label className="small-choice" htmlFor={id}>
      <span className={isLabelSeen ? '' : 'visually-hidden'}>{label}</span>
      <Select id={id} value={value} options={options} onChange={onChange} />
    </label>
  )
}
