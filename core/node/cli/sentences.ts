// What people read in a terminal. Words only.
import type { JobsView } from '../../api/jobs.ts'
import type { RunResult, WorkerStatusView, WorkerView } from '../../api/views.ts'

export const count = (value: number, noun: string) => `${value} ${noun}${value === 1 ? '' : 's'}`

export function workerLine({ label, address, slots, state, genomesEvaluated }: WorkerView): string {
  if (state === 'gone') return `Worker "${label}" is gone after ${count(genomesEvaluated, 'genome')}.`
  return `Worker "${label}" is here from ${address} with ${count(slots, 'slot')}.`
}

export function resultLines(result: RunResult): readonly string[] {
  const { reason, generations, evaluations, bestFitness, hiddenNodes, enabledConnections } = result
  if (bestFitness === null) return ['Stopped before the first generation was done.']
  const head = {
    solved: `Solved in generation ${generations - 1}`,
    'generations done': `Not solved within ${count(generations, 'generation')}`,
    stopped: `Stopped after ${count(generations, 'generation')}`,
  }[reason]
  return [
    `${head}, ${evaluations} evaluations; best fitness ${bestFitness.toFixed(4)}.`,
    `The champion has ${count(hiddenNodes, 'hidden node')} and ${count(enabledConnections, 'enabled connection')} (${result.championHash}).`,
  ]
}

export function workerStatusLine({
  connection,
  genomesEvaluated,
  genomesPerSecond,
}: WorkerStatusView): string {
  const rate = `${count(genomesEvaluated, 'genome')} evaluated, ${genomesPerSecond.toFixed(0)} genomes/s`
  switch (connection.kind) {
    case 'connecting':
      return 'Connecting to the master.'
    case 'retrying':
      return `Waiting ${(connection.retryInMs / 1000).toFixed(1)} s before the next try.`
    case 'idle':
      return `Waiting for work; ${rate}.`
    case 'working':
      return `Working on generation ${connection.generation}; ${rate}.`
    case 'paused':
      return `Paused: ${connection.reason}; ${rate}.`
    case 'draining':
      return `Finishing ${count(connection.genomes, 'genome')} before it leaves; ${rate}.`
    case 'closed':
      if (genomesEvaluated === 0) return connection.reason
      return `${connection.reason} ${count(genomesEvaluated, 'genome')} evaluated.`
  }
}

/** `Slurm: 3 tasks run, 1 waits (Priority).` */
export function jobsLine({ scheduler, tasks }: JobsView): string {
  const of = (state: string) => tasks.filter((task) => task.state === state)
  const waiting = of('waiting')
  const why = waiting.find(({ reason }) => reason !== null)?.reason
  const parts = [
    `${of('running').length} of ${tasks.length} tasks run`,
    ...(waiting.length === 0 ? [] : [`${waiting.length} wait${why === undefined ? '' : ` (${why})`}`]),
    ...(of('lost').length === 0 ? [] : [`${of('lost').length} were lost`]),
    ...(of('ended').length === 0 ? [] : [`${of('ended').length} have ended`]),
  ]
  return `${scheduler}: ${parts.join(', ')}.`
}
