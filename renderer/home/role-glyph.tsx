// What each role means, as a picture in the language of the drawings: machines are nodes, work travels along edges.
import type { JSX } from 'react'

export type Role = 'local' | 'master' | 'worker'

const HUB = { x: 46, y: 48 }
const OTHERS = [
  { x: 174, y: 18 },
  { x: 190, y: 48 },
  { x: 174, y: 78 },
] as const
/** The machine that is this one, when it is a worker. */
const OWN = 1

export function RoleGlyph({ role }: { readonly role: Role }): JSX.Element {
  return (
    <svg className="glyph" viewBox="0 0 220 96" aria-hidden="true">
      {role === 'local' ? <LocalGlyph /> : <ClusterGlyph role={role} />}
    </svg>
  )
}

/** A whole network inside one machine. */
function LocalGlyph(): JSX.Element {
  const [left, middle, right] = [74, 110, 146]
  return (
    <>
      <rect className="machine own" x={44} y={6} width={132} height={84} rx={18} />
      <path className="link" d={`M${left} 30L${middle} 48L${right} 48M${left} 66L${middle} 48`} />
      <path className="link faint" d={`M${left} 30L${right} 48L${left} 66`} />
      <circle className="dot" cx={left} cy={30} r={7} />
      <circle className="dot" cx={left} cy={66} r={7} />
      <circle className="dot live" cx={middle} cy={48} r={9} />
      <circle className="dot" cx={right} cy={48} r={7} />
    </>
  )
}

/** A master and its workers; the one that is this machine stands out. */
function ClusterGlyph({ role }: { readonly role: 'master' | 'worker' }): JSX.Element {
  const isOwn = (index: number) => role === 'worker' && index === OWN
  return (
    <>
      {OTHERS.map(({ x, y }, index) => (
        <path
          key={y}
          className={role === 'master' || isOwn(index) ? 'link' : 'link faint'}
          d={`M${HUB.x} ${HUB.y}C${HUB.x + 60} ${HUB.y} ${x - 60} ${y} ${x} ${y}`}
        />
      ))}
      <rect
        className={role === 'master' ? 'machine own' : 'machine'}
        x={HUB.x - 28}
        y={HUB.y - 28}
        width={56}
        height={56}
        rx={15}
      />
      <circle className={role === 'master' ? 'dot live' : 'dot'} cx={HUB.x} cy={HUB.y} r={9} />
      {OTHERS.map(({ x, y }, index) => (
        <g key={y}>
          <rect
            className={isOwn(index) ? 'machine own' : 'machine'}
            x={x - 13}
            y={y - 13}
            width={26}
            height={26}
            rx={8}
          />
          <circle className={isOwn(index) ? 'dot live' : 'dot'} cx={x} cy={y} r={4.5} />
        </g>
      ))}
    </>
  )
}
