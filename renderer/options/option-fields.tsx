// The options of a problem, each with the control that its kind asks for.

import { type JSX, useId } from 'react'
import type { OptionSpec, OptionSpecs, OptionValues } from '../../core/problems/options.ts'
import { ValueControl } from '../ui/value-control.tsx'
import { changedOption, type OptionsDraft, shownOptions } from './options-draft.ts'

interface OptionFieldsProps {
  readonly specs: OptionSpecs
  /** What stands unless it is changed. */
  readonly values: OptionValues
  readonly draft: OptionsDraft
  readonly issues: ReadonlyMap<string, string>
  readonly onChange: (draft: OptionsDraft) => void
}

export function OptionFields({ specs, values, draft, issues, onChange }: OptionFieldsProps): JSX.Element {
  const standing = shownOptions(values)
  return (
    <div className="form-grid" data-testid="option-fields">
      {Object.entries(specs).map(([name, spec]) => {
        const before = standing[name] ?? ''
        return (
          <OptionField
            key={name}
            name={name}
            spec={spec}
            value={draft[name] ?? before}
            error={issues.get(name) ?? null}
            onChange={(value) => onChange(changedOption(draft, { name, before }, value))}
          />
        )
      })}
    </div>
  )
}

interface OptionFieldProps {
  readonly name: string
  readonly spec: OptionSpec
  readonly value: string | boolean
  readonly error: string | null
  readonly onChange: (value: string | boolean) => void
}

function OptionField({ name, spec, value, error, onChange }: OptionFieldProps): JSX.Element {
  const id = useId()
  return (
    <div className="field" data-testid="option" data-path={name}>
      <label htmlFor={id}>{name.charAt(0).toUpperCase() + name.slice(1)}</label>
      <ValueControl id={id} spec={spec} value={value} isWrong={error !== null} onChange={onChange} />
      <span id={`${id}-note`} className={error === null ? 'hint' : 'error'}>
        {error ?? spec.description}
      </span>
    </div>
  )
}
