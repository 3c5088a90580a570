// Which slots evaluate a machine's problems: threads for what everybody has, processes as soon as there is somebody's own
// code among them.
import type { Problem } from '../../problems/problem.ts'
import { pythonSlots } from '../python/python-slot.ts'
import type { StartSlot, TellLine } from '../threads/slot.ts'
import { threadSlots } from '../threads/thread-slot.ts'
import { DEFAULT_LIMIT_MB } from './own-limits.ts'
import { processSlots } from './process-slot.ts'

/** `told` hears what problems print, and how far long evaluations are. */
export function slotsFor(problems: readonly Pick<Problem, 'own'>[], told: TellLine): StartSlot {
  const own = problems.find((problem) => problem.own !== undefined)?.own
  if (own === undefined) return threadSlots(told)
  const limitMb = DEFAULT_LIMIT_MB
  if (own.language === 'python') return pythonSlots(own, { limitMb, told })
  return processSlots({ file: own.file, hash: own.hash, limitMb }, told)
}
