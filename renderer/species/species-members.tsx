// Who belongs to a species, the best first; of one that died out, how long it lived.
import { ArrowLeft } from 'lucide-react'
import { type JSX, useEffect, useRef, useState } from 'react'
import type { SpeciesMembers as Members } from '../../core/api/species-look.ts'
import { ExportMenu } from '../chart/chart-tools.tsx'
import { lookAtGenome } from '../network/network-choice.ts'
import { command, messageOf } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { decimal, number, texts } from '../ui/texts.ts'
import { speciesColour } from './species-colour.ts'
import type { SpeciesHistory } from './species-history.ts'

const words = texts.species
const COLUMNS = ['genomeId', 'fitness', 'hiddenNodes', 'enabledConnections'] as const

interface SpeciesMembersProps {
  readonly species: number
  readonly folded: SpeciesHistory
  readonly onBack: () => void
}

type Asked =
  | { readonly kind: 'asking' }
  | { readonly kind: 'here'; readonly members: Members }
  | { readonly kind: 'refused'; readonly message: string }

export function SpeciesMembers({ species, folded, onBack }: SpeciesMembersProps): JSX.Element {
  const back = useRef<HTMLDivElement>(null)
  const life = folded.life(species)
  const isAlive = life !== null && folded.isAlive(life)
  const asked = useMembers(species, folded.time.newest, isAlive)
  // Whoever came by keyboard goes on from here.
  useEffect(() => back.current?.querySelector('button')?.focus(), [])
  const members = asked.kind === 'here' ? asked.members : null
  return (
    <div className="species-members" data-testid="species-members" data-species={species}>
      <div className="chart-tools" ref={back}>
        <Button className="small" icon={ArrowLeft} onClick={onBack}>
          {words.back}
        </Button>
        <strong className="species-name">
          <i style={{ background: speciesColour(species) }} />
          {members === null
            ? words.name(species)
            : words.membersOf(species, members.size, members.generation)}
        </strong>
        {members === null ? null : (
          <span className="chart-tools end">
            <ExportMenu
              name={`species-${species}`}
              title={words.name(species)}
              drawing={null}
              table={() => ({
                columns: COLUMNS.map((column) => words.memberColumns[column]),
                rows: members.members.map((member) => COLUMNS.map((column) => member[column])),
              })}
            />
          </span>
        )}
      </div>
      {isAlive || life === null ? null : <p>{words.died(life.born, life.last, life.largest)}</p>}
      {asked.kind === 'refused' ? <Notice tone="warn">{asked.message}</Notice> : null}
      {asked.kind === 'asking' && isAlive ? <p className="soft">{words.loading}</p> : null}
      {members === null ? null : <MembersTable members={members} />}
    </div>
  )
}

/** Asked again with every generation that is looked at; the last answer stays until the next is here. */
function useMembers(species: number, generation: number, isAlive: boolean): Asked {
  const [asked, setAsked] = useState<Asked>({ kind: 'asking' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new generation has other members
  useEffect(() => {
    if (!isAlive) return setAsked({ kind: 'asking' })
    let isStale = false
    command('speciesMembers', { species })
      .then((members) => isStale || setAsked({ kind: 'here', members }))
      .catch((reason) => isStale || setAsked({ kind: 'refused', message: messageOf(reason) }))
    return () => {
      isStale = true
    }
  }, [species, generation, isAlive])
  return asked
}

function MembersTable({ members: { members, size } }: { readonly members: Members }): JSX.Element {
  return (
    <>
      <table aria-label={words.membersHint}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column}>{words.memberColumns[column]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {members.map(({ genomeId, fitness, hiddenNodes, enabledConnections }) => (
            <tr key={genomeId}>
              <td>
                <button
                  type="button"
                  className="link"
                  onClick={() => lookAtGenome({ kind: 'genome', id: genomeId })}
                >
                  {number(genomeId)}
                </button>
              </td>
              <td>{decimal(fitness)}</td>
              <td>{number(hiddenNodes)}</td>
              <td>{number(enabledConnections)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {members.length < size ? <p className="hint">{words.firstOf(members.length)}</p> : null}
    </>
  )
}
