// When somebody last typed at a terminal of this machine, over the network too: the access times of its devices, as `w`
// and `who -u` read them. The kernel writes them at most every 8 seconds.
import { readdir, stat } from 'node:fs/promises'

/** Consoles and serial lines (not /dev/tty, which stands for whoever asks), then terminals of windows and of ssh. */
const PLACES = [
  { folder: '/dev', name: /^tty(\d+|S\d+|USB\d+)$/ },
  { folder: '/dev/pts', name: /^\d+$/ },
  { folder: '/dev/input', name: /^(mice|mouse\d+)$/ },
] as const

interface Place {
  readonly folder: string
  readonly name: RegExp
}

/** Milliseconds since, or null where there is no terminal at all. */
export async function terminalsIdleMs(
  nowMs: number,
  places: readonly Place[] = PLACES,
): Promise<number | null> {
  const paths = (await Promise.all(places.map(devicesOf))).flat()
  const touched = (await Promise.all(paths.map(touchedAtMs))).filter((ms) => ms !== null)
  return touched.length === 0 ? null : Math.max(0, nowMs - Math.max(...touched))
}

async function devicesOf({ folder, name }: Place): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((entry) => name.test(entry)).map((entry) => `${folder}/${entry}`)
  } catch {
    return [] // no such folder here, or not for us to read: nothing to learn from it
  }
}

async function touchedAtMs(path: string): Promise<number | null> {
  try {
    return (await stat(path)).atimeMs
  } catch {
    return null // its owner has just gone
  }
}
