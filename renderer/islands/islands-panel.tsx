// The islands of a run: a picture of who sends champions to whom and who is away, and the same as a table.
import { type JSX, useMemo } from 'react'
import type { IslandsView, IslandView } from '../../core/api/islands-view.ts'
import { useRun } from '../store.ts'
import { Panel } from '../ui/panel.tsx'
import { decimal, texts } from '../ui/texts.ts'
import { HEIGHT, type Lane, lanesOf, RADIUS, type Spot, spotsOf, WIDTH } from './islands-layout.ts'

const words = texts.islands

export function IslandsPanel(): JSX.Element {
  const islands = useRun((run) => run.islands)
  const links = useRun((run) => run.islandLinks)
  if (islands === null) return <Panel title={words.title}>{null}</Panel>
  const { topology, every, settled, lastExchange, nextExchange } = islands
  const awaited = islands.passages.filter(({ state }) => state === 'awaited').map(({ from }) => from)
  return (
    <Panel
      title={words.title}
      testId="islands-panel"
      aside={<span className="soft">{words.aside(topology, every, settled)}</span>}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <section className="islands-body" aria-label={words.all} tabIndex={0}>
        <p role="status">
          {awaited.length > 0 ? words.waiting(awaited) : words.lastExchange(lastExchange, nextExchange)}
        </p>
        <IslandsPicture islands={islands} />
        <IslandsTable islands={islands} />
        {links.length === 0 ? null : (
          <details className="more-links">
            <summary>{words.invite}</summary>
            <p>{words.inviteHint}</p>
            {links.map((link) => (
              <code key={link} data-testid="island-link">{`--neighbour "${link}"`}</code>
            ))}
          </details>
        )}
      </section>
    </Panel>
  )
}

function IslandsPicture({ islands }: { readonly islands: IslandsView }): JSX.Element {
  const spots = useMemo(() => spotsOf(islands), [islands])
  const lanes = useMemo(() => lanesOf(islands.passages, spots), [islands, spots])
  const byName = new Map(islands.islands.map((island) => [island.name, island]))
  return (
    <svg
      className="islands-picture"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={words.picture(spots.length)}
    >
      <defs>
        <marker
          id="lane-head"
          viewBox="0 0 8 8"
          refX="6"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path d="M0 0L8 4L0 8Z" />
        </marker>
      </defs>
      {lanes.map((lane) => (
        <Passage key={lane.key} lane={lane} />
      ))}
      {spots.map((spot) => {
        const island = byName.get(spot.name)
        return island === undefined ? null : <Island key={spot.name} spot={spot} island={island} />
      })}
    </svg>
  )
}

/** Its line says how it is, without a colour: whole, dashed while awaited, dotted where planned, crossed out where missed. */
function Passage({ lane: { passage, path, x, y } }: { readonly lane: Lane }): JSX.Element {
  return (
    <g className={`lane ${passage.state}`}>
      <path d={path} markerEnd="url(#lane-head)" />
      {passage.state === 'missing' ? (
        <path className="cross" d={`M${x - 6} ${y - 6}l12 12m0 -12l-12 12`} />
      ) : null}
    </g>
  )
}

function Island({
  spot: { x, y },
  island,
}: {
  readonly spot: Spot
  readonly island: IslandView
}): JSX.Element {
  const { name, isOwn, state, generation, best } = island
  const said = state === 'here' ? (best === null ? '' : decimal(best)) : words.state[state]
  return (
    <g className={`island ${state}${isOwn ? ' own' : ''}`} data-testid="island" data-state={state}>
      <circle cx={x} cy={y} r={RADIUS} />
      <text x={x} y={y + 5} className="figure">
        {words.generation(generation)}
      </text>
      <text x={x} y={y + RADIUS + 15} className="name">
        {name.length > 16 ? `${name.slice(0, 15)}…` : name}
      </text>
      <text x={x} y={y + RADIUS + 29} className="said">
        {said}
      </text>
    </g>
  )
}

function IslandsTable({ islands: { islands, passages } }: { readonly islands: IslandsView }): JSX.Element {
  const { columns } = words
  return (
    <table data-testid="islands-table">
      <thead>
        <tr>
          <th scope="col">{columns.name}</th>
          <th scope="col">{columns.state}</th>
          <th scope="col" className="number">
            {columns.generation}
          </th>
          <th scope="col" className="number">
            {columns.best}
          </th>
          <th scope="col" className="number">
            {columns.arrived}
          </th>
          <th scope="col">{columns.passages}</th>
        </tr>
      </thead>
      <tbody>
        {islands.map(({ name, isOwn, state, generation, best, lastArrival }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{isOwn ? words.own : words.state[state]}</td>
            <td className="number">{words.generation(generation)}</td>
            <td className="number">{best === null ? '–' : decimal(best)}</td>
            <td className="number">{words.generation(lastArrival)}</td>
            <td>
              {passages
                .filter(({ from }) => from === name)
                .map(({ to, state: how }) => words.passageTo(to, how))
                .join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
