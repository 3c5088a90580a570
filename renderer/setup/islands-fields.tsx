// The islands of a new run: a group of its own in the form, folded until somebody wants some.

import { type JSX, useId, useState } from 'react'
import { ISLAND_TOPOLOGIES } from '../../core/run/islands-config.ts'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Select } from '../ui/select.tsx'
import type { TestId } from '../ui/test-ids.ts'
import { texts } from '../ui/texts.ts'
import {
  ISLAND_NUMBERS,
  type IslandField,
  type IslandNumber,
  type IslandsDraft,
  NO_ISLANDS,
  namesIn,
} from './islands-draft.ts'

const words = texts.setup.islands

interface IslandsFieldsProps {
  readonly isMaster: boolean
  readonly draft: IslandsDraft
  readonly issues: ReadonlyMap<IslandField, string>
  readonly onChange: (draft: IslandsDraft) => void
}

export function IslandsFields({ isMaster, draft, issues, onChange }: IslandsFieldsProps): JSX.Element | null {
  const [isOpen, setOpen] = useState(false)
  const island = draft.island.trim()
  const others = namesIn(draft.names).filter((name) => name !== island).length
  if (!isMaster) return draft === NO_ISLANDS ? null : <Notice tone="warn">{words.masterOnly}</Notice>
  return (
    <details
      className="all-settings"
      data-testid="islands-fields"
      open={isOpen || issues.size > 0}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {words.title}{' '}
        <span className="soft">
          {island === '' && others === 0 ? words.none : words.some(island, others)}
        </span>
        {issues.size === 0 ? null : <span className="error"> {texts.settings.wrongCount(issues.size)}</span>}
      </summary>
      <div className="stack">
        <p className="hint">{words.lead}</p>
        <div className="form-grid">
          <Text field="island" testId="field-island" {...{ draft, issues, onChange }} />
          <Text
            field="names"
            testId="field-island-names"
            placeholder={words.namesPlaceholder}
            {...{ draft, issues, onChange }}
          />
          <Topology draft={draft} onChange={onChange} />
          {ISLAND_NUMBERS.map((field) => (
            <Text key={field} field={field} testId={NUMBER_IDS[field]} {...{ draft, issues, onChange }} />
          ))}
        </div>
        <Field
          label={words.neighbours}
          hint={words.neighboursHint}
          testId="field-neighbours"
          render={<textarea rows={2} />}
          value={draft.neighbours}
          error={issues.get('neighbours') ?? null}
          onChange={(event) => onChange({ ...draft, neighbours: event.target.value })}
        />
      </div>
    </details>
  )
}

const NUMBER_IDS: Readonly<Record<IslandNumber, TestId>> = {
  every: 'field-exchange-every',
  champions: 'field-champions',
  waitSeconds: 'field-wait-for',
}

interface TextProps extends Pick<IslandsFieldsProps, 'draft' | 'issues' | 'onChange'> {
  readonly field: 'island' | 'names' | IslandNumber
  readonly testId: TestId
  readonly placeholder?: string
}

function Text({ field, testId, placeholder, draft, issues, onChange }: TextProps): JSX.Element {
  const isNumber = field !== 'island' && field !== 'names'
  return (
    <Field
      label={words[field]}
      hint={words[`${field}Hint`]}
      testId={testId}
      inputMode={isNumber ? 'numeric' : 'text'}
      placeholder={placeholder}
      value={draft[field]}
      error={issues.get(field) ?? null}
      onChange={(event) => onChange({ ...draft, [field]: event.target.value })}
    />
  )
}

function Topology({ draft, onChange }: Pick<IslandsFieldsProps, 'draft' | 'onChange'>): JSX.Element {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{words.topology}</label>
      <Select
        id={id}
        data-testid="field-topology"
        value={draft.topology}
        options={ISLAND_TOPOLOGIES.map((shape) => [shape, words.topologies[shape]])}
        onChange={(topology) => onChange({ ...draft, topology })}
      />
    </div>
  )
}
