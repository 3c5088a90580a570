// Which slots evaluate a machine's problems: threads for what everybody has, processes as soon as there is somebody's own
// code among them.
import type { Problem } from '../../problems/problem.ts'
import type { Log } from '../cluster/log.ts'
import { pythonSlots } from '../python/python-slot.ts'
import type { PrintedLine, StartSlot } from '../threads/slot.ts'
import { startThreadSlot } from '../threads/thread-slot.ts'
import { DEFAULT_LIMIT_MB } from './own-limits.ts'
import { processSlots } from './process-slot.ts'

/** `printed` hears the lines that are logged here as well. */
export function slotsFor(
  problems: readonly Pick<Problem, 'own'>[],
  log: Log,
  printed: (line: PrintedLine) => void = () => {},
): StartSlot {
  const own = problems.find((problem) => problem.own !== undefined)?.own
  if (own === undefined) return startThreadSlot
  if (own.language === 'python') return pythonSlots(own, { limitMb: DEFAULT_LIMIT_MB, log, printed })
  return processSlots({ file: own.file, hash: own.hash, limitMb: DEFAULT_LIMIT_MB }, log)
}
