// Every setting of the schema, group by group: searched, compared with the preset, imported and exported.
import { Download, RotateCcw, Upload } from 'lucide-react'
import { type ChangeEvent, type JSX, useId, useRef, useState } from 'react'
import type { RunConfig } from '../../core/run/run-config.ts'
import type { SettingGroup } from '../../core/run/settings.ts'
import { Button } from '../ui/button.tsx'
import { texts } from '../ui/texts.ts'
import { SettingField } from './setting-field.tsx'
import {
  changed,
  declaredIn,
  GROUPS,
  groupsWith,
  type SettingsDraft,
  shownValue,
  withoutDeclared,
} from './settings-draft.ts'

interface AllSettingsProps {
  readonly preset: RunConfig
  readonly draft: SettingsDraft
  readonly issues: ReadonlyMap<string, string>
  readonly onChange: (draft: SettingsDraft) => void
  /** null while something is wrong. */
  readonly onExport: (() => void) | null
  readonly onImport: (text: string) => void
}

export function AllSettings(props: AllSettingsProps): JSX.Element {
  const { draft, issues, onChange, onExport, onImport } = props
  const [words, setWords] = useState('')
  const [isOpen, setOpen] = useState(false)
  const searchId = useId()
  const file = useRef<HTMLInputElement>(null)
  const count = Object.keys(draft).length
  const groups = groupsWith(words)

  async function read(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const [chosen] = event.target.files ?? []
    event.target.value = '' // so that the same file can be chosen again
    if (chosen !== undefined) onImport(await chosen.text())
  }

  return (
    <details
      className="all-settings"
      data-testid="all-settings"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {texts.settings.title}
        <span className="soft"> {texts.settings.changedCount(count)}</span>
        {issues.size === 0 ? null : <span className="error"> {texts.settings.wrongCount(issues.size)}</span>}
      </summary>
      <div className="stack">
        <div className="settings-tools">
          <div className="field">
            <label htmlFor={searchId}>{texts.settings.search}</label>
            <input
              id={searchId}
              type="search"
              data-testid="settings-search"
              value={words}
              placeholder={texts.settings.searchExample}
              onChange={(event) => setWords(event.target.value)}
            />
          </div>
          <div className="actions">
            <Button icon={Upload} testId="import-settings" onClick={() => file.current?.click()}>
              {texts.settings.import}
            </Button>
            <Button
              icon={Download}
              testId="export-settings"
              disabled={onExport === null}
              onClick={() => onExport?.()}
            >
              {texts.settings.export}
            </Button>
            <Button
              icon={RotateCcw}
              testId="reset-settings"
              disabled={count === 0}
              onClick={() => onChange({})}
            >
              {texts.settings.resetAll}
            </Button>
          </div>
          <input
            ref={file}
            type="file"
            hidden
            accept=".json,.jsonc,application/json"
            data-testid="settings-file"
            onChange={(event) => void read(event)}
          />
        </div>
        {declaredIn(draft).map((name) => (
          <div key={name} className="actions" data-testid={`declared-${name}`}>
            <p>{texts.settings.declared[name]}</p>
            <Button
              icon={RotateCcw}
              testId={`remove-${name}`}
              onClick={() => onChange(withoutDeclared(draft, name))}
            >
              {texts.settings.removeDeclared[name]}
            </Button>
          </div>
        ))}
        {groups.length === 0 ? <p className="soft">{texts.settings.nothingFound(words)}</p> : null}
        {groups.map((group) => (
          <Group key={group.path} group={group} isSearched={words.trim() !== ''} {...props} />
        ))}
        <p className="hint">
          {texts.settings.help(GROUPS.reduce((sum, { settings }) => sum + settings.length, 0))}
        </p>
      </div>
    </details>
  )
}

interface GroupProps extends AllSettingsProps {
  readonly group: SettingGroup
  readonly isSearched: boolean
}

function Group({ group, isSearched, preset, draft, issues, onChange }: GroupProps): JSX.Element {
  const changes = group.settings.filter(({ path }) => draft[path] !== undefined).length
  const [isOpened, setOpened] = useState(false)
  const isWrong = group.settings.some(({ path }) => issues.has(path))
  return (
    <details
      className="setting-group"
      open={isOpened || isSearched || isWrong}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary>
        {group.title.replace(/\.$/, '')}
        {changes === 0 ? null : <span className="soft"> {texts.settings.changedCount(changes)}</span>}
      </summary>
      <div className="form-grid">
        {group.settings.map((setting) => (
          <SettingField
            key={setting.path}
            setting={setting}
            value={shownValue(setting, draft, preset)}
            isChanged={draft[setting.path] !== undefined}
            error={issues.get(setting.path) ?? null}
            onChange={(value) => onChange(changed(draft, setting, value, preset))}
            onReset={() => onChange(changed(draft, setting, shownValue(setting, {}, preset), preset))}
          />
        ))}
      </div>
    </details>
  )
}
