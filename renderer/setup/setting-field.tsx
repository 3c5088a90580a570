// One setting with the control that its kind asks for, its help, and the way back to the preset.

import { RotateCcw } from 'lucide-react'
import { type JSX, useId } from 'react'
import type { Setting } from '../../core/run/settings.ts'
import { texts } from '../ui/texts.ts'
import { ValueControl } from '../ui/value-control.tsx'
import { readable, type SettingsDraft } from './settings-draft.ts'

type Value = SettingsDraft[string]

interface SettingFieldProps {
  readonly setting: Setting
  readonly value: Value
  readonly isChanged: boolean
  readonly error: string | null
  readonly onChange: (value: Value) => void
  readonly onReset: () => void
}

export function SettingField({
  setting,
  value,
  isChanged,
  error,
  onChange,
  onReset,
}: SettingFieldProps): JSX.Element {
  const id = useId()
  const label = readable(setting.path)
  return (
    <div className="field setting" data-testid="setting" data-path={setting.path} data-changed={isChanged}>
      <div className="setting-head">
        {setting.kind === 'choices' ? (
          <span className="label">{label}</span>
        ) : (
          <label htmlFor={id}>{label}</label>
        )}
        {isChanged ? (
          <button
            type="button"
            className="reset"
            data-testid="setting-reset"
            aria-label={texts.settings.resetOne(label)}
            title={texts.settings.resetOne(label)}
            onClick={onReset}
          >
            <RotateCcw size={14} aria-hidden />
          </button>
        ) : null}
      </div>
      {setting.kind === 'choices' ? (
        <Choices label={label} note={`${id}-note`} setting={setting} value={value} onChange={onChange} />
      ) : (
        <ValueControl id={id} spec={setting} value={value} isWrong={error !== null} onChange={onChange} />
      )}
      <span id={`${id}-note`} className={error === null ? 'hint' : 'error'}>
        {error ?? setting.description}
      </span>
    </div>
  )
}

interface ChoicesProps {
  readonly label: string
  readonly note: string
  readonly setting: Extract<Setting, { kind: 'choices' }>
  readonly value: Value
  readonly onChange: (value: Value) => void
}

function Choices({ label, note, setting, value, onChange }: ChoicesProps): JSX.Element {
  const chosen = Array.isArray(value) ? value.map(String) : []
  return (
    <fieldset className="tick-boxes" aria-label={label} aria-describedby={note}>
      {setting.choices.map((choice) => (
        <label key={choice}>
          <input
            type="checkbox"
            checked={chosen.includes(choice)}
            onChange={(event) =>
              // In the schema's order, whatever the order of the clicks.
              onChange(
                setting.choices.filter((one) =>
                  one === choice ? event.target.checked : chosen.includes(one),
                ),
              )
            }
          />
          {choice}
        </label>
      ))}
    </fieldset>
  )
}
