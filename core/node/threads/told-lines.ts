// What evaluations say of themselves, for people: lines that they print, and how far long ones are. Never more often than
// somebody can read.
import type { Log } from '../cluster/log.ts'
import type { PrintedLine, TellLine } from './slot.ts'

/** Evaluations that are shorter than this have nothing to tell; those that are longer tell it this often. */
const EVERY_MS = 3000

/** Passes on the progress of evaluations of one slot, as often as people can read it. */
export function sparing(
  told: TellLine,
  nowMs = () => performance.now(),
): (genomeId: number, share: number, note: string) => void {
  let genome: number | null = null
  let nextMs = 0
  return (genomeId, share, text) => {
    const now = nowMs()
    const isFirst = genomeId !== genome
    genome = genomeId
    if (!isFirst && now >= nextMs) told({ genomeId, share, text })
    if (isFirst || now >= nextMs) nextMs = now + EVERY_MS
  }
}

/** Into the log of this machine, and to whoever else wants to hear it. */
export function loggedLines(log: Log, printed: TellLine): TellLine {
  return (line) => {
    log('info', lineSentence(line))
    printed(line)
  }
}

function lineSentence({ genomeId, text, share }: PrintedLine): string {
  const who = genomeId === null ? 'The problem' : `Genome ${genomeId}`
  return share === undefined ? `${who} prints: ${text}` : `${who} is at ${percent(share)}${note(text)}`
}

export const percent = (share: number): string => `${Math.floor(share * 100)} %`

const note = (text: string): string => (text === '' ? '' : `: ${text}`)
