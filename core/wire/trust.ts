// Whom to believe: who is contradicted by two others, or fails far more than others do, is given no more work, and what it said
// in this generation is forgotten. It knows nothing of who is given what.
import type { GenerationSchedule } from './generation-schedule.ts'
import type { Disagreement } from './genome-task.ts'
import { describeMember, type Member } from './member.ts'
import { excessOfFailures } from './standing.ts'
import type { Workforce } from './workforce.ts'

export interface TrustPort {
  readonly alarm: (message: string) => void
  /** This member gets no more work, for this reason. */
  readonly setAside: (member: Member, reason: string) => void
}

export class Trust {
  readonly #workforce: Workforce
  readonly #port: TrustPort

  constructor(workforce: Workforce, port: TrustPort) {
    this.#workforce = workforce
    this.#port = port
  }

  /** Workers gave one genome different results. */
  disagree({ genomeId, holders, outvoted }: Disagreement, schedule: GenerationSchedule): void {
    const members = holders.flatMap((holder) => this.#workforce.at(holder) ?? [])
    const names = members.map(describeMember).join(' and ')
    const culprit = outvoted === null ? undefined : this.#workforce.at(outvoted)
    this.#port.alarm(
      `Different results for genome ${genomeId} of generation ${schedule.generation}: ${names}.`,
    )
    for (const member of members) {
      member.alarm = `its result for genome ${genomeId} differs from another worker's`
    }
    if (culprit === undefined) return
    for (const member of members) if (member !== culprit) member.alarm = null
    this.#forget(culprit, schedule)
    this.#port.setAside(culprit, `two other workers contradict its result for genome ${genomeId}`)
  }

  /** Another worker gave a fitness to a genome that failed at `holder`. */
  blame(holder: string, schedule: GenerationSchedule): void {
    const member = this.#workforce.at(holder)
    if (member === undefined || member.standing.setAside !== null) return
    member.standing.failed++
    const peers = this.#workforce.ableMembers().filter((other) => other !== member)
    const excess = excessOfFailures(
      member.standing,
      peers.map(({ standing }) => standing),
    )
    if (excess === null) return
    this.#forget(member, schedule)
    this.#port.setAside(member, excess)
  }

  /** Its results of this generation count for nothing, and for whoever gave the same genomes a result after it. */
  #forget(member: Member, schedule: GenerationSchedule): void {
    for (const first of schedule.forget(member.key)) {
      member.standing.genomesEvaluated--
      const other = first === null ? undefined : this.#workforce.at(first)
      if (other !== undefined) other.standing.genomesEvaluated++
    }
  }
}
