// The form of a new run, as master or on this machine only.
import { ArrowLeft, Play, RotateCcw } from 'lucide-react'
import { type FormEvent, type JSX, useEffect, useEffectEvent, useState } from 'react'
import type { RunRequest } from '../../core/api/commands.ts'
import type { FitnessCheck } from '../../core/api/fitness-check.ts'
import type { ProblemView } from '../../core/api/views.ts'
import { defaultOptions } from '../../core/problems/options.ts'
import { OptionFields } from '../options/option-fields.tsx'
import { draftOf, type OptionsDraft, readOptions } from '../options/options-draft.ts'
import { command, messageOf } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { download } from '../ui/download.ts'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import type { TestId } from '../ui/test-ids.ts'
import { texts } from '../ui/texts.ts'
import { TopBar } from '../ui/top-bar.tsx'
import { AllSettings } from './all-settings.tsx'
import { DataFile } from './data-file.tsx'
import { FitnessFile } from './fitness-file.tsx'
import { islandsDraftOf, NO_ISLANDS, readIslands } from './islands-draft.ts'
import { IslandsFields } from './islands-fields.tsx'
import { ProblemGallery } from './problem-gallery.tsx'
import {
  fileText,
  hasField,
  issuesIn,
  presetOf,
  readFile,
  type SettingsDraft,
  settingsOf,
  withoutDeclared,
} from './settings-draft.ts'
import {
  brokerIssue,
  fieldError,
  type NumberField,
  type NumberTexts,
  requestOf,
  textsOf,
} from './setup-fields.ts'
import { useRunIssues } from './use-run-issues.ts'
import { takeWantedSettings } from './wanted-settings.ts'

export interface SetupFormProps {
  readonly role: 'master' | 'local'
  readonly onBack: () => void
  readonly onStarted?: () => void
}

interface Loaded {
  readonly problems: readonly ProblemView[]
  readonly request: RunRequest
}

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

export function SetupForm({ role, onBack, onStarted }: SetupFormProps): JSX.Element {
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    Promise.all([command('listProblems', null), command('defaultRunRequest', null)])
      .then(([problems, request]) => setLoaded({ problems, request: { ...request, role } }))
      .catch((reason) => setError(messageOf(reason)))
  }, [role])
  const words = texts.setup
  return (
    <div>
      <TopBar onHome={onBack} />
      <main className="page narrow stack">
        <div>
          <h1>{role === 'master' ? words.masterTitle : words.localTitle}</h1>
          <p className="soft">{role === 'master' ? words.masterLead : words.localLead}</p>
        </div>
        {error === null ? null : (
          <Notice tone="bad" testId="command-error">
            {error}
          </Notice>
        )}
        {loaded === null ? null : (
          <Fields {...loaded} onError={setError} onBack={onBack} onStarted={onStarted} />
        )}
      </main>
    </div>
  )
}

interface FieldsProps extends Loaded {
  readonly onStarted: (() => void) | undefined
  readonly onError: (message: string | null) => void
  readonly onBack: () => void
}

function Fields({ problems: listed, request: first, onError, onBack, onStarted }: FieldsProps): JSX.Element {
  const [base, setBase] = useState(first)
  const [own, setOwn] = useState<ProblemView | null>(null)
  const problems = own === null ? listed : [own, ...listed.filter(isOther(own))]
  const [typed, setTyped] = useState<NumberTexts>(textsOf(first))
  const [draft, setDraft] = useState<SettingsDraft>({})
  const [optionsDraft, setOptionsDraft] = useState<OptionsDraft>({})
  const [islandsDraft, setIslandsDraft] = useState(NO_ISLANDS)
  const [isStarting, setStarting] = useState(false)
  const preset = presetOf(base.problem)
  const wrong = issuesIn(base.problem, draft)
  const numbers = requestOf(base, typed)
  const problem = problems.find(({ name }) => name === base.problem)
  const specs = problem?.options ?? {}
  const options = readOptions(specs, optionsDraft)
  const isMaster = base.role === 'master'
  const islands = readIslands(isMaster ? islandsDraft : NO_ISLANDS, numbers?.seed ?? 0)
  const request =
    numbers === null || wrong.size > 0 || options.values === null || islands.issues.size > 0
      ? null
      : {
          ...{ ...numbers, neighbours: [...islands.neighbours] },
          settings: { ...settingsOf(draft), options: options.values, ...islands.settings },
        }

  const unfit = useRunIssues(request)
  const issues = new Map([...unfit, ...wrong])
  const elsewhere = [...unfit].filter(([path]) => !hasField(path))

  async function start(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (request === null) return
    setStarting(true)
    onError(null)
    try {
      await command('startRun', request)
      onStarted?.()
    } catch (reason) {
      onError(messageOf(reason))
      setStarting(false)
    }
  }

  const isPreset =
    problem === undefined ||
    (Object.keys(draft).length === 0 &&
      Object.keys(optionsDraft).length === 0 &&
      typed.populationSize.trim() === String(problem.preset.populationSize) &&
      typed.generations.trim() === String(problem.preset.generations))

  /** What somebody's file holds is chosen at once; the one of before is no longer offered. */
  function takeOwn({ problem: found }: FitnessCheck): void {
    setOwn(found)
    setBase({ ...base, problem: found.name })
    setOptionsDraft({})
    setDraft(withoutDeclared(draft, 'data'))
    setTyped({
      ...typed,
      populationSize: String(found.preset.populationSize),
      generations: String(found.preset.generations),
    })
  }

  function usePreset(): void {
    setDraft({})
    choose(base.problem)
  }

  /** Another problem brings the sizes that suit it. */
  function choose(name: string): void {
    const preset = problems.find((candidate) => candidate.name === name)?.preset
    setBase({ ...base, problem: name })
    setOptionsDraft({})
    setDraft(withoutDeclared(draft, 'data'))
    if (preset === undefined) return
    setTyped({
      ...typed,
      populationSize: String(preset.populationSize),
      generations: String(preset.generations),
    })
  }

  /** Whether it could be taken; what is wrong with it is told. */
  function importFile(text: string): boolean {
    const imported = readFile(text)
    if (!imported.ok) return refuse(imported.message)
    const { problem: name, seed, generations, populationSize } = imported.fields
    const known = problems.find((candidate) => candidate.name === name)
    if (known === undefined) return refuse(texts.settings.unknownProblem(name))
    onError(null)
    setBase({ ...base, problem: name })
    setTyped({
      ...typed,
      seed: String(seed),
      generations: String(generations),
      populationSize: String(populationSize),
    })
    setDraft(imported.draft)
    setOptionsDraft(draftOf(known.options, imported.fields.options ?? {}))
    setIslandsDraft(islandsDraftOf(imported.fields))
    return true
  }

  function refuse(message: string): false {
    onError(message)
    return false
  }

  const [takenFrom, setTakenFrom] = useState<string | null>(null)
  const takeWanted = useEffectEvent(() => {
    const wanted = takeWantedSettings()
    if (wanted === null) return
    if (importFile(JSON.stringify(wanted.settings))) setTakenFrom(wanted.from)
  })
  useEffect(() => takeWanted(), [])

  const file =
    request === null
      ? null
      : fileText({ ...request, ...islands.settings, options: request.settings.options }, draft)
  return (
    <form className="card stack" onSubmit={(event) => void start(event)} noValidate>
      {takenFrom === null ? null : (
        <Notice tone="good" testId="prefilled">
          {texts.history.prefilled(takenFrom)}
        </Notice>
      )}
      <ProblemGallery problems={problems} chosen={base.problem} onChoose={choose} />
      <FitnessFile onChecked={takeOwn} />
      {problem === undefined ? null : (
        <p className="preset-line hint">
          {texts.gallery.preset(problem.name, problem.preset.populationSize, problem.preset.generations)}
          {isPreset ? null : (
            <Button className="small" icon={RotateCcw} testId="use-preset" onClick={usePreset}>
              {texts.gallery.backToPreset}
            </Button>
          )}
        </p>
      )}
      <div className="form-grid">
        {FIELDS.filter(({ masterOnly }) => isMaster || masterOnly !== true).map(
          ({ field, label, hint, testId }) => (
            <Field
              key={field}
              label={label}
              hint={hint}
              testId={testId}
              inputMode="numeric"
              value={typed[field]}
              error={fieldError(field, typed[field])}
              onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
            />
          ),
        )}
        {isMaster ? (
          <Field
            label={texts.setup.broker}
            hint={texts.setup.brokerHint}
            testId="field-broker"
            placeholder={texts.setup.brokerPlaceholder}
            value={base.broker ?? ''}
            error={brokerIssue(base.broker ?? '')}
            onChange={(event) => setBase({ ...base, broker: event.target.value })}
          />
        ) : null}
      </div>
      {problem?.table == null ? null : (
        <DataFile
          key={problem.name}
          kind={problem.table}
          hasData={draft['data'] !== undefined}
          onData={(table) => setDraft({ ...draft, data: JSON.stringify(table) })}
          onError={onError}
        />
      )}
      {Object.keys(specs).length === 0 ? null : (
        <fieldset className="problem-options">
          <legend>{texts.options.title}</legend>
          <OptionFields
            specs={specs}
            values={defaultOptions(specs)}
            draft={optionsDraft}
            issues={options.issues}
            onChange={setOptionsDraft}
          />
        </fieldset>
      )}
      <IslandsFields
        isMaster={isMaster}
        draft={islandsDraft}
        issues={islands.issues}
        onChange={setIslandsDraft}
      />
      {preset === null ? null : (
        <AllSettings
          preset={preset}
          draft={draft}
          issues={issues}
          onChange={setDraft}
          onExport={
            file === null ? null : () => download(`neatwork-${base.problem}.jsonc`, file, 'application/json')
          }
          onImport={importFile}
        />
      )}
      <label className="actions">
        <input
          type="checkbox"
          data-testid="field-start-paused"
          checked={base.startPaused}
          onChange={(event) => setBase({ ...base, startPaused: event.target.checked })}
        />
        {texts.setup.startPaused}
      </label>
      {elsewhere.map(([path, message]) => (
        <Notice key={path} tone="warn" testId="run-issue">
          {texts.settings.issue(path, message)}
        </Notice>
      ))}
      <div className="actions">
        <Button
          type="submit"
          look="primary"
          icon={Play}
          testId="start-run"
          disabled={request === null || isStarting}
        >
          {isStarting ? texts.setup.starting : texts.setup.start}
        </Button>
        <Button icon={ArrowLeft} onClick={onBack}>
          {texts.worker.back}
        </Button>
      </div>
    </form>
  )
}

const isOther = (own: ProblemView) => (problem: ProblemView) => problem.name !== own.name
