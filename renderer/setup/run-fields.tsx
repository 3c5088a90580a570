// The fields of a new run, from the problem to the start.
import { ArrowLeft, Play, RotateCcw } from 'lucide-react'
import { type FormEvent, type JSX, useEffect, useEffectEvent, useState } from 'react'
import type { RunRequest } from '../../core/api/commands.ts'
import type { ProblemView } from '../../core/api/views.ts'
import { defaultOptions } from '../../core/problems/options.ts'
import { OptionFields } from '../options/option-fields.tsx'
import { command } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { useSending } from '../ui/command-error.tsx'
import { download } from '../ui/download.ts'
import { Notice } from '../ui/notice.tsx'
import { texts } from '../ui/texts.ts'
import { AllSettings } from './all-settings.tsx'
import { DataFile } from './data-file.tsx'
import { FitnessFile } from './fitness-file.tsx'
import { IslandsFields } from './islands-fields.tsx'
import { NumberFields } from './number-fields.tsx'
import { ProblemGallery } from './problem-gallery.tsx'
import {
  backToPreset,
  draftFor,
  isPreset,
  problemsOf,
  type RunDraft,
  readRun,
  withData,
  withFile,
  withOwn,
  withProblem,
} from './run-draft.ts'
import { hasField, presetOf } from './settings-draft.ts'
import { useRunIssues } from './use-run-issues.ts'
import { takeWantedSettings } from './wanted-settings.ts'

interface RunFieldsProps {
  readonly problems: readonly ProblemView[]
  /** What the form begins with. */
  readonly request: RunRequest
  /** Name of the problem that is chosen at first, if it isn't the request's. */
  readonly begin: string | undefined
  readonly onStarted: (() => void) | undefined
  readonly onError: (message: string | null) => void
  readonly onBack: () => void
}

export function RunFields(props: RunFieldsProps): JSX.Element {
  const { problems: listed, request: first, begin, onError, onBack, onStarted } = props
  const [draft, setDraft] = useState(() => draftFor(first, listed, begin))
  const [isStarting, send] = useSending(onError)
  // Files are read and tried while somebody types on.
  const change = (changes: Partial<RunDraft>) => setDraft((now) => ({ ...now, ...changes }))
  const { base, typed, settings, options, islands } = draft
  const problems = problemsOf(draft, listed)
  const problem = problems.find(({ name }) => name === base.problem)
  const specs = problem?.options ?? {}
  const preset = presetOf(base.problem)
  const { request, file, issues, optionIssues, islandIssues } = readRun(draft, specs)
  const unfit = useRunIssues(request)
  const elsewhere = [...unfit].filter(([path]) => !hasField(path))

  async function start(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (request === null) return
    await send(async () => {
      await command('startRun', request)
      onStarted?.()
    })
  }

  function choose(name: string): void {
    const chosen = problems.find((candidate) => candidate.name === name)
    if (chosen !== undefined) setDraft(withProblem(draft, chosen))
  }

  /** Whether it could be taken; what is wrong with it is told. */
  function importFile(text: string): boolean {
    const imported = withFile(draft, text, problems)
    onError(imported.ok ? null : imported.message)
    if (imported.ok) setDraft(imported.draft)
    return imported.ok
  }

  const [takenFrom, setTakenFrom] = useState<string | null>(null)
  const takeWanted = useEffectEvent(() => {
    const wanted = takeWantedSettings()
    if (wanted === null) return
    if (importFile(JSON.stringify(wanted.settings))) setTakenFrom(wanted.from)
  })
  useEffect(() => takeWanted(), [])

  return (
    <form className="card stack" onSubmit={(event) => void start(event)} noValidate>
      {takenFrom === null ? null : (
        <Notice tone="good" testId="prefilled">
          {texts.history.prefilled(takenFrom)}
        </Notice>
      )}
      <ProblemGallery problems={problems} chosen={base.problem} onChoose={choose} />
      <FitnessFile onChecked={({ problem: own }) => setDraft((now) => withOwn(now, own))} />
      {problem === undefined ? null : (
        <p className="preset-line hint">
          {texts.gallery.preset(problem.name, problem.preset.populationSize, problem.preset.generations)}
          {isPreset(draft, problem) ? null : (
            <Button
              className="small"
              icon={RotateCcw}
              testId="use-preset"
              onClick={() => setDraft(backToPreset(draft, problem))}
            >
              {texts.gallery.backToPreset}
            </Button>
          )}
        </p>
      )}
      <NumberFields
        base={base}
        typed={typed}
        onBase={(base) => change({ base })}
        onTyped={(typed) => change({ typed })}
      />
      {problem?.table == null ? null : (
        <DataFile
          key={problem.name}
          kind={problem.table}
          hasData={settings['data'] !== undefined}
          onData={(table) => setDraft((now) => withData(now, table))}
          onError={onError}
        />
      )}
      {Object.keys(specs).length === 0 ? null : (
        <fieldset className="problem-options">
          <legend>{texts.options.title}</legend>
          <OptionFields
            specs={specs}
            values={defaultOptions(specs)}
            draft={options}
            issues={optionIssues}
            onChange={(options) => change({ options })}
          />
        </fieldset>
      )}
      <IslandsFields
        isMaster={base.role === 'master'}
        draft={islands}
        issues={islandIssues}
        onChange={(islands) => change({ islands })}
      />
      {preset === null ? null : (
        <AllSettings
          preset={preset}
          draft={settings}
          issues={new Map([...unfit, ...issues])}
          onChange={(settings) => change({ settings })}
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
          onChange={(event) => change({ base: { ...base, startPaused: event.target.checked } })}
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
