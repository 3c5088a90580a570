// The genomes that are being evaluated, by number, and which of them came together: results go back group by group, each
// whole. It knows verdicts only by whether there are any.
import type { Arrival, Evaluation, EvaluationItem } from '../evaluate/batch.ts'
import { newTask, type Task } from './genome-task.ts'

interface Group {
  /** In the order they came. */
  readonly number: number
  readonly indices: readonly number[]
  /** Without a verdict. */
  open: number
}

export class OpenTasks {
  readonly #tasks = new Map<number, Task>()
  readonly #groupOf = new Map<number, Group>()
  readonly #indexOf = new Map<number, number>()
  /** What became of tasks since somebody asked last, with their indices. */
  #news: (readonly [number, Arrival])[] = []
  readonly #whole = new Set<Group>()
  #groups = 0
  #open = 0
  #next = 0

  /** Indices of the new tasks, one for each item, in their order. */
  add(items: readonly EvaluationItem[], wantedOf: (item: EvaluationItem) => number): readonly number[] {
    const first = this.#next
    const indices = items.map((_, at) => first + at)
    const group: Group = { number: this.#groups++, indices, open: items.length }
    if (items.length === 0) this.#whole.add(group)
    items.forEach((item, at) => {
      this.#tasks.set(first + at, newTask(item, wantedOf(item)))
      this.#groupOf.set(first + at, group)
      this.#indexOf.set(item.genomeId, first + at)
    })
    this.#next += items.length
    this.#open += items.length
    return indices
  }

  /** Undefined once its group was taken. */
  get(index: number): Task | undefined {
    return this.#tasks.get(index)
  }

  /** Undefined for a genome that nobody asked for, or not any more. */
  indexOf(genomeId: number): number | undefined {
    return this.#indexOf.get(genomeId)
  }

  entries(): Iterable<readonly [number, Task]> {
    return this.#tasks
  }

  /** Tasks without a verdict. */
  get open(): number {
    return this.#open
  }

  decide(index: number, verdict: Evaluation): void {
    this.#set(index, verdict, -1)
    this.#news.push([index, verdict])
  }

  /** Its verdict holds no longer. */
  reopen(index: number): void {
    const task = this.get(index)
    if (task?.verdict === null) return
    this.#set(index, null, 1)
    if (task !== undefined) this.#news.push([index, { kind: 'taken back', genomeId: task.item.genomeId }])
  }

  /** What became of tasks since the last time, in the order in which {@link takeWhole} gives them back. */
  takeNews(): readonly Arrival[] {
    const news = this.#news
    if (news.length === 0) return []
    this.#news = []
    return news.sort(([a], [b]) => a - b).map(([, arrival]) => arrival)
  }

  #set(index: number, verdict: Evaluation | null, change: 1 | -1): void {
    const task = this.#tasks.get(index)
    const group = this.#groupOf.get(index)
    if (task === undefined || group === undefined) return
    task.verdict = verdict
    group.open += change
    if (group.open === 0) this.#whole.add(group)
    else this.#whole.delete(group)
    this.#open += change
  }

  /** The verdicts of every group that is whole, each in its items' order. Nothing is known of those genomes any more. */
  takeWhole(): readonly (readonly Evaluation[])[] {
    if (this.#whole.size === 0) return []
    const whole = [...this.#whole].sort((a, b) => a.number - b.number)
    this.#whole.clear()
    return whole.map(({ indices }) => indices.flatMap((index) => this.#remove(index) ?? []))
  }

  #remove(index: number): Evaluation | null {
    const task = this.#tasks.get(index)
    if (task === undefined) return null
    this.#tasks.delete(index)
    this.#groupOf.delete(index)
    this.#indexOf.delete(task.item.genomeId)
    return task.verdict
  }
}
