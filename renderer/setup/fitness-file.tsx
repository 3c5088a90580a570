// A fitness function of somebody's own, tried with a few genomes before anything is started with it.
import { FileCode, RotateCw } from 'lucide-react'
import { type JSX, useId, useState } from 'react'
import type { FitnessCheck, TriedGenome } from '../../core/api/fitness-check.ts'
import { command, messageOf, useScreen } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { decimal, texts } from '../ui/texts.ts'
import { verdictOf } from './fitness-verdict.ts'

const words = texts.gallery

interface FitnessFileProps {
  /** The file was tried and can be evolved for: its problem is among the others from now on. */
  readonly onChecked: (check: FitnessCheck) => void
}

type Trial =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'trying' }
  | { readonly kind: 'tried'; readonly check: FitnessCheck }
  | { readonly kind: 'refused'; readonly message: string }

/** Nothing where files of the machine that Neatwork runs on can't be chosen from here. */
export function FitnessFile({ onChecked }: FitnessFileProps): JSX.Element | null {
  const files = useScreen(({ app }) => (app?.access.files === true ? app.files : 'none'))
  const [trial, setTrial] = useState<Trial>({ kind: 'nothing' })
  const [path, setPath] = useState('')
  const pathId = useId()

  async function check(): Promise<void> {
    setTrial({ kind: 'trying' })
    try {
      const found = await command('checkFitness', { path: files === 'path' ? path.trim() : null })
      setTrial(found === null ? { kind: 'nothing' } : { kind: 'tried', check: found })
      if (found !== null) onChecked(found)
    } catch (reason) {
      setTrial({ kind: 'refused', message: messageOf(reason) })
    }
  }

  if (files === 'none') return null
  const isTrying = trial.kind === 'trying'
  return (
    <fieldset className="fitness-file">
      <legend>{words.file}</legend>
      <p className="hint">{words.fileHint}</p>
      <div className="actions">
        {files === 'path' ? (
          <>
            <label className="visually-hidden" htmlFor={pathId}>
              {words.path}
            </label>
            <input
              id={pathId}
              data-testid="fitness-file"
              spellCheck={false}
              autoComplete="off"
              placeholder={words.path}
              value={path}
              onChange={(event) => setPath(event.target.value)}
              onKeyDown={(event) => {
                // Enter tries the file instead of starting a run with another problem.
                if (event.key !== 'Enter') return
                event.preventDefault()
                if (path.trim() !== '' && !isTrying) void check()
              }}
            />
          </>
        ) : null}
        <Button
          icon={trial.kind === 'tried' && files === 'path' ? RotateCw : FileCode}
          testId="check-fitness"
          disabled={isTrying || (files === 'path' && path.trim() === '')}
          onClick={() => void check()}
        >
          {files === 'dialog' ? words.choose : trial.kind === 'tried' ? words.again : words.check}
        </Button>
      </div>
      <div aria-live="polite" data-testid="fitness-check">
        {isTrying ? <p className="soft">{words.checking}</p> : null}
        {trial.kind === 'refused' ? <Notice tone="bad">{trial.message}</Notice> : null}
        {trial.kind === 'tried' ? <Checked check={trial.check} /> : null}
      </div>
    </fieldset>
  )
}

function Checked({ check }: { readonly check: FitnessCheck }): JSX.Element {
  const verdict = verdictOf(check)
  return (
    <Notice tone={verdict.tone}>
      <strong>{verdict.title}</strong>
      {verdict.remarks.map((remark) => (
        <div key={remark}>{remark}</div>
      ))}
      <ul className="tried-genomes">
        {check.genomes.map((genome) => (
          <li key={genome.genomeId}>
            {words.genome(genome.genomeId)}: <Outcome genome={genome} />
          </li>
        ))}
      </ul>
      <div className="mono">{check.file}</div>
    </Notice>
  )
}

function Outcome({ genome }: { readonly genome: TriedGenome }): JSX.Element {
  return genome.kind === 'scored' ? <b>{decimal(genome.fitness)}</b> : <span>{genome.reason}</span>
}
