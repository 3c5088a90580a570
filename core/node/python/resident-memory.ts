// How much memory another process takes, where the operating system tells it in a file.
import { readFile } from 'node:fs/promises'

const LOOK_MS = 100
/** Linux counts in pages; every architecture that Node runs on there has pages of 4 KB, or larger ones at worst. */
const PAGE_BYTES = 4096

/** Calls `tooMuch` once with the megabytes, when the process takes more than `limitMb`. Returns how to stop looking. */
export function watchResident(
  pid: number,
  limitMb: number,
  tooMuch: (megabytes: number) => void,
): () => void {
  if (process.platform !== 'linux') return () => {}
  const timer = setInterval(() => void look(), LOOK_MS).unref()
  async function look(): Promise<void> {
    const megabytes = await residentMegabytes(pid)
    if (megabytes <= limitMb) return
    clearInterval(timer)
    tooMuch(megabytes)
  }
  return () => clearInterval(timer)
}

/** 0 once the process is gone. */
async function residentMegabytes(pid: number): Promise<number> {
  try {
    const pages = Number((await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')[1])
    return (pages * PAGE_BYTES) / 1e6
  } catch {
    return 0
  }
}
