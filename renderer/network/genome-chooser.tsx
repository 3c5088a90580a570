// Which genome is shown: the best of the run, the champion of a species, or one that somebody pointed at.
import { type JSX, useEffect, useState } from 'react'
import type { ChampionLineView } from '../../core/api/genome-views.ts'
import { command, useRun } from '../store.ts'
import { SmallChoice } from '../ui/small-choice.tsx'
import { texts } from '../ui/texts.ts'
import { useSettled } from '../ui/use-settled.ts'
import type { ShownGenome } from './network-choice.ts'

const words = texts.network
const LOOK_MS = 2000

interface GenomeChooserProps {
  /** null where one is added to others: nothing is chosen then. */
  readonly shown: ShownGenome | null
  readonly label?: string
  readonly onChoose: (shown: ShownGenome) => void
}

export function GenomeChooser({ shown, label, onChoose }: GenomeChooserProps): JSX.Element {
  const species = useLivingSpecies()
  const asked = shown === null ? '' : keyOf(shown)
  const options: (readonly [string, string])[] = [
    ...(shown === null ? [['', words.nobody] as const] : []),
    // The best one plays already.
    ...(shown === null ? [] : [['run', words.champion] as const]),
    ...species.map((line): readonly [string, string] => [`species ${line}`, words.ofSpecies(line)]),
  ]
  // What is shown can be read, wherever it came from.
  if (shown !== null && !options.some(([value]) => value === asked)) options.push([asked, nameOf(shown)])
  return (
    <SmallChoice
      label={label ?? words.shown}
      isLabelSeen={label !== undefined}
      value={asked}
      options={options}
      onChange={(value) => {
        const chosen = shownBy(value) ?? shown
        if (chosen !== null) onChoose(chosen)
      }}
    />
  )
}

/** Species with members in the last whole generation, by number. */
function useLivingSpecies(): readonly number[] {
  const newest = useSettled(
    useRun((run) => run.history.at(-1)),
    LOOK_MS,
  )
  const [remembered, setRemembered] = useState<readonly ChampionLineView[]>([])
  const isKnown = newest !== undefined
  useEffect(() => {
    if (!isKnown) return
    command('championLines', null).then(setRemembered, () => {}) // the living are known without it
  }, [isKnown])
  const living = newest?.species.map(({ id }) => id) ?? []
  if (living.length > 0) return living
  return remembered.flatMap(({ line }) => (line === 'run' ? [] : [line]))
}

function keyOf(shown: ShownGenome): string {
  switch (shown.kind) {
    case 'line':
      return shown.line === 'run' ? 'run' : `species ${shown.line}`
    case 'genome':
      return `genome ${shown.id}`
    case 'elite':
      return `elite ${shown.cell}`
  }
}

function nameOf(shown: ShownGenome): string {
  switch (shown.kind) {
    case 'line':
      return shown.line === 'run' ? words.champion : words.ofSpecies(shown.line)
    case 'genome':
      return words.genome(shown.id)
    case 'elite':
      return words.elite(shown.cell)
  }
}

/** null for what was there only because it is shown. */
function shownBy(value: string): ShownGenome | null {
  if (value === 'run') return { kind: 'line', line: 'run', at: 'newest' }
  const species = /^species (\d+)$/.exec(value)?.[1]
  return species === undefined ? null : { kind: 'line', line: Number(species), at: 'newest' }
}
