// Who may be given work and how fast they are together, kept up to date one worker at a time: whatever happens costs the
// same with ten workers and with a hundred thousand. It knows neither batches nor time.
import { addPace, type Capacity, capacityOf, newPace, type Pace } from './capacity.ts'
import { isAble, type Member } from './member.ts'

/** Those who work, or those who let a lease run out; in the order they came. */
interface Group {
  readonly keys: Set<string>
  pace: Pace
}

/** What a worker was counted as. */
interface Counted {
  readonly member: Member
  readonly group: Group | null
  readonly slots: number
  readonly ms: number | null
  readonly isUseful: boolean
}

/** Sums are made anew after so many changes a worker, before their rounding matters. */
const CHANGES_PER_SUM = 64

const newGroup = (): Group => ({ keys: new Set(), pace: newPace() })

export class Workforce {
  readonly #counted = new Map<string, Counted>()
  readonly #punctual = newGroup()
  readonly #overdue = newGroup()
  #problem = ''
  #useful = { local: 0, remote: 0 }
  #changes = 0

  /** Anybody by key, able or not. */
  at(key: string): Member | undefined {
    return this.#counted.get(key)?.member
  }

  /** Keys of those who are given work now; a view that changes. Whoever let a lease run out comes last: it is among them
   * only where nobody else is there to do it. */
  get able(): ReadonlySet<string> {
    return this.#group.keys
  }

  ableMembers(): readonly Member[] {
    return [...this.able].flatMap((key) => this.at(key) ?? [])
  }

  /** Everybody, able or not. */
  members(): readonly Member[] {
    return [...this.#counted.values()].map(({ member }) => member)
  }

  /** Those who count for the workers that a run asks for: whoever pauses will come back. */
  get useful(): { readonly local: number; readonly remote: number } {
    return this.#useful
  }

  /** Speeds are those of this problem. */
  setProblem(problem: string): void {
    if (problem === this.#problem) return
    this.#problem = problem
    this.#sumAnew()
  }

  /** Somebody came, or what it may do or its speed has changed. */
  note(member: Member): void {
    const group = isAble(member) ? (member.isOverdue ? this.#overdue : this.#punctual) : null
    const isUseful = member.standing.setAside === null && member.draining === null
    const ms = member.standing.speeds.get(this.#problem) ?? null
    this.#uncount(member.key, group)
    const { slots } = member
    this.#counted.set(member.key, { member, group, slots, ms, isUseful })
    if (isUseful) this.#useful[member.local ? 'local' : 'remote']++
    if (group !== null) {
      group.keys.add(member.key)
      addPace(group.pace, slots, ms, 1)
    }
    if (++this.#changes > CHANGES_PER_SUM * (this.#counted.size + 1)) this.#sumAnew()
  }

  leave(member: Member): void {
    this.#uncount(member.key, null)
    this.#counted.delete(member.key)
  }

  capacityOf(member: Member): Capacity {
    return capacityOf(member, this.#problem, this.#group.pace)
  }

  get #group(): Group {
    return this.#punctual.keys.size > 0 ? this.#punctual : this.#overdue
  }

  /** Takes away what was counted; whoever stays in its group keeps its place there. */
  #uncount(key: string, stays: Group | null): void {
    const counted = this.#counted.get(key)
    if (counted === undefined) return
    const { group, slots, ms, isUseful, member } = counted
    if (isUseful) this.#useful[member.local ? 'local' : 'remote']--
    if (group === null) return
    addPace(group.pace, slots, ms, -1)
    if (group !== stays) group.keys.delete(key)
  }

  #sumAnew(): void {
    this.#changes = 0
    for (const group of [this.#punctual, this.#overdue]) group.pace = newPace()
    for (const [key, counted] of this.#counted) {
      const ms = counted.member.standing.speeds.get(this.#problem) ?? null
      this.#counted.set(key, { ...counted, ms })
      if (counted.group !== null) addPace(counted.group.pace, counted.slots, ms, 1)
    }
  }
}
