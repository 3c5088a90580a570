// The scheduler's own commands. Every failure is one sentence with what the command said.
import { execFile } from 'node:child_process'
import { QUEUE_FORMAT, type QueuedTask, queuedTasks } from '../../slurm/queue-lines.ts'

/** What cannot be had from Slurm; the message says it to people. */
export class SlurmError extends Error {
  override readonly name = 'SlurmError'
  /** What the command itself said to its failure; null where it could not be run to its end. */
  readonly said: string | null

  constructor(message: string, said: string | null, options?: ErrorOptions) {
    super(message, options)
    this.said = said
  }
}

/** What Neatwork asks of a scheduler. */
export interface SlurmCommands {
  /** Submits a script; resolves to the job's number. Rejects with {@link SlurmError}. */
  submit(script: string): Promise<string>
  /** Tasks of these arrays, those that ended lately included. Rejects with {@link SlurmError}. */
  queue(arrays: readonly string[]): Promise<readonly QueuedTask[]>
  /** Ends those of these jobs that have this name, whatever they do. Rejects with {@link SlurmError}. */
  cancel(jobs: readonly string[], name: string): Promise<void>
}

/** A controller that is busy answers late. */
const ANSWER_WITHIN_MS = 60_000

export const slurmCommands: SlurmCommands = {
  async submit(script) {
    const answer = await run('sbatch', ['--parsable'], script)
    // `4711` or `4711;cluster`.
    const [, job] = /^(\d+)(?:;|$)/m.exec(answer.trim()) ?? []
    if (job === undefined)
      throw new SlurmError(`sbatch answered "${answer.trim()}", which is no job's number.`, answer.trim())
    return job
  },
  async queue(arrays) {
    if (arrays.length === 0) return []
    const asked = ['--noheader', '--array', '--states=all', `--format=${QUEUE_FORMAT}`]
    try {
      return queuedTasks(await run('squeue', [...asked, `--jobs=${arrays.join(',')}`]))
    } catch (error) {
      // Of jobs that it has forgotten, all of them, it says that their numbers are wrong.
      if (error instanceof SlurmError && /Invalid job id/i.test(error.message)) return []
      throw error
    }
  },
  async cancel(jobs, name) {
    if (jobs.length === 0) return
    try {
      await run('scancel', ['--quiet', `--name=${name}`, ...jobs])
    } catch (error) {
      // Of jobs that have ended it says nothing, and isn't content.
      if (!(error instanceof SlurmError) || error.said !== '') throw error
    }
  },
}

function run(command: string, args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      command,
      [...args],
      { timeout: ANSWER_WITHIN_MS, windowsHide: true },
      (error, stdout, stderr) => {
        if (error === null) return resolve(stdout)
        const isAnswer = typeof error.code === 'number'
        reject(
          new SlurmError(sentence(command, error, stderr), isAnswer ? stderr.trim() : null, { cause: error }),
        )
      },
    )
    // Of a command that is not there, or ended without reading.
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
}

function sentence(
  command: string,
  error: Error & { code?: unknown; killed?: boolean },
  stderr: string,
): string {
  if (error.code === 'ENOENT') {
    return `${command} is not on this machine: start this on a machine from which jobs are submitted, where Slurm's commands are on the path.`
  }
  if (error.killed === true) return `${command} did not answer within ${ANSWER_WITHIN_MS / 1000} s.`
  const said = stderr.trim() === '' ? error.message : stderr
  return refusedSentence(command, said)
}

/** From what a command wrote to its standard error. */
export function refusedSentence(command: string, written: string): string {
  if (/configuration source|contact slurm controller/i.test(written)) {
    return `${command} finds no cluster from this machine: is its slurm.conf here (or named by SLURM_CONF), and its controller running?`
  }
  const said = written
    .trim()
    .replace(/^\w+: error: /gm, '')
    .replaceAll('\n', ' ')
  return `${command} refused: ${said}`
}
