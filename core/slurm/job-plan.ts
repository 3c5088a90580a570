// What is asked of Slurm, and the scripts that ask for it. Source: Slurm's manuals of sbatch and squeue, 21.08 and later.

/** Options of sbatch that people give, as they are called there. */
export interface JobWishes {
  readonly partition?: string | undefined
  readonly account?: string | undefined
  readonly qos?: string | undefined
  readonly constraint?: string | undefined
  /** As sbatch takes it: `90`, `01:30:00`, `2-12`. */
  readonly time?: string | undefined
  /** As sbatch takes it, for the whole task: `4G`. */
  readonly mem?: string | undefined
  /** Whole options of sbatch, such as `--exclude=node7`. */
  readonly others: readonly string[]
}

export interface WorkerPlan {
  readonly name: string
  /** Tasks of the array, numbered from 1. */
  readonly tasks: readonly number[]
  readonly cpusPerTask: number
  readonly wishes: JobWishes
  /** Absolute; every node sees it. */
  readonly logs: string
  /** Absolute; holds the join link, for its owner only. */
  readonly linkFile: string
  /** Program and first arguments that are `neatwork`. */
  readonly command: readonly string[]
  /** Further arguments of `neatwork worker`. */
  readonly workerArguments: readonly string[]
  /** At most so many tasks at a time; 0 for all. */
  readonly atMost: number
}

/** Seconds before the end of a job's time in which its worker finishes what it has. */
export const GRACE_SECONDS = 60

/** The worker of a task: whatever job it is in, so that a task that is asked for again goes on under its name. */
export const workerName = (name: string, task: number): string => `${name}-${task}`

/** The text for sbatch of an array of workers. */
export function workerScript(plan: WorkerPlan): string {
  const { name, tasks, atMost, cpusPerTask, logs, command, linkFile, workerArguments } = plan
  const worker = [...command, 'worker', '--once', '--link-file', linkFile, ...workerArguments]
  return script(plan, {
    settings: [
      `--job-name=${name}`,
      `--array=${ranges(tasks)}${atMost > 0 ? `%${atMost}` : ''}`,
      '--ntasks=1',
      `--cpus-per-task=${cpusPerTask}`,
      `--output=${logs}/worker-%a.log`,
      '--open-mode=append',
      '--requeue',
      `--signal=B:TERM@${GRACE_SECONDS}`,
    ],
    command: `${worker.map(quoted).join(' ')} --slots "\${SLURM_CPUS_PER_TASK:-1}" --name ${quoted(`${name}-`)}"$SLURM_ARRAY_TASK_ID"`,
  })
}

export type MasterPlan = Pick<WorkerPlan, 'name' | 'cpusPerTask' | 'wishes' | 'logs' | 'command'> & {
  /** Of `neatwork`: a run that begins where its folder is not there, and goes on where it is. */
  readonly masterArguments: readonly string[]
}

/** The text for sbatch of a master in a job of its own, which asks for its workers from there. */
export function masterScript(plan: MasterPlan): string {
  const { name, cpusPerTask, logs, command, masterArguments } = plan
  return script(plan, {
    settings: [
      `--job-name=${name}-master`,
      '--ntasks=1',
      `--cpus-per-task=${cpusPerTask}`,
      `--output=${logs}/master.log`,
      '--open-mode=append',
      '--requeue',
      `--signal=B:TERM@${GRACE_SECONDS}`,
    ],
    command: [...command, ...masterArguments].map(quoted).join(' '),
  })
}

function script(
  { wishes }: { readonly wishes: JobWishes },
  { settings, command }: { readonly settings: readonly string[]; readonly command: string },
): string {
  const { partition, account, qos, constraint, time, mem, others } = wishes
  const asked = { partition, account, qos, constraint, time, mem }
  const wished = Object.entries(asked).flatMap(([option, value]) =>
    value === undefined ? [] : [`--${option}=${value}`],
  )
  const lines = [...settings, ...wished, ...others].map((option) => `#SBATCH ${option}\n`)
  return `#!/bin/bash\n${lines.join('')}exec ${command}\n`
}

/** All tasks of an array of so many. */
export const tasksOf = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index + 1)

/** `1-3,7` for 1, 2, 3 and 7. */
export function ranges(tasks: readonly number[]): string {
  const sorted = [...tasks].sort((a, b) => a - b)
  const spans: [number, number][] = []
  for (const task of sorted) {
    const last = spans.at(-1)
    if (last !== undefined && task === last[1] + 1) last[1] = task
    else spans.push([task, task])
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',')
}

/** A word as the shell takes it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
