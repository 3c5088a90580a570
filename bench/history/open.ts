// node bench/history/open.ts FOLDER: opens a run as "neatwork resume" does, and looks at it as "neatwork runs show" does.
import { argv, resourceUsage, stdout } from 'node:process'
import { RunFolder } from '../../core/node/run-folder/run-folder.ts'
import { summaryOf } from '../../core/node/run-folder/run-summary.ts'

export interface Opened {
  readonly openMs: number
  readonly lookMs: number
  /** Largest resident set of this process. */
  readonly peakMb: number
}

const [path = ''] = argv.slice(2)
const startMs = performance.now()
const { history } = await RunFolder.open(path)
await history.sample()
const openMs = performance.now() - startMs
await summaryOf(await RunFolder.look(path))
const lookMs = performance.now() - startMs - openMs
const opened: Opened = { openMs, lookMs, peakMb: resourceUsage().maxRSS / 1024 }
stdout.write(JSON.stringify(opened))
