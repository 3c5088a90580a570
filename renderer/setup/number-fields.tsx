// The numbers of a new run, and where a master listens: each checked as it is typed.
import type { JSX } from 'react'
import type { RunRequest } from '../../core/api/commands.ts'
import { Field } from '../ui/field.tsx'
import type { TestId } from '../ui/test-ids.ts'
import { texts } from '../ui/texts.ts'
import { brokerIssue, fieldError, type NumberField, type NumberTexts } from './setup-fields.ts'

const FIELDS: readonly {
  field: NumberField
  label: string
  hint: string
  testId: TestId
  masterOnly?: boolean
}[] = [
  {
    field: 'populationSize',
    label: texts.setup.population,
    hint: texts.setup.populationHint,
    testId: 'field-population',
  },
  {
    field: 'generations',
    label: texts.setup.generations,
    hint: texts.setup.generationsHint,
    testId: 'field-generations',
  },
  { field: 'seed', label: texts.setup.seed, hint: texts.setup.seedHint, testId: 'field-seed' },
  {
    field: 'minWorkers',
    label: texts.setup.minWorkers,
    hint: texts.setup.minWorkersHint,
    testId: 'field-min-workers',
    masterOnly: true,
  },
  {
    field: 'localSlots',
    label: texts.setup.localSlots,
    hint: texts.setup.localSlotsHint,
    testId: 'field-local-slots',
  },
  {
    field: 'port',
    label: texts.setup.port,
    hint: texts.setup.portHint,
    testId: 'field-port',
    masterOnly: true,
  },
]

interface NumberFieldsProps {
  readonly base: RunRequest
  readonly typed: NumberTexts
  readonly onBase: (base: RunRequest) => void
  readonly onTyped: (typed: NumberTexts) => void
}

export function NumberFields({ base, typed, onBase, onTyped }: NumberFieldsProps): JSX.Element {
  return (
    <div className="form-grid">
      {FIELDS.filter(({ masterOnly }) => base.role === 'master' || masterOnly !== true).map(
        ({ field, label, hint, testId }) => (
          <Field
            key={field}
            label={label}
            hint={hint}
            testId={testId}
            inputMode="numeric"
            value={typed[field]}
            error={fieldError(field, typed[field])}
            onChange={(event) => onTyped({ ...typed, [field]: event.target.value })}
          />
        ),
      )}
      {base.role === 'master' ? (
        <Field
          label={texts.setup.broker}
          hint={texts.setup.brokerHint}
          testId="field-broker"
          placeholder={texts.setup.brokerPlaceholder}
          value={base.broker ?? ''}
          error={brokerIssue(base.broker ?? '')}
          onChange={(event) => onBase({ ...base, broker: event.target.value })}
        />
      ) : null}
    </div>
  )
}
