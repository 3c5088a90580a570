// A network at work in somebody's Python: an episode, asked of a process by itself and checked before it is drawn.
import * as z from 'zod'
import type { Watched } from '../../api/watch.ts'
import { issuesText, parseWith } from '../../base/config-issue.ts'
import { batchId, genomeId } from '../../base/ids.ts'
import { type Play, ROLES } from '../../problems/play.ts'
import type { OwnCode } from '../../problems/problem.ts'
import { encodeBatch } from '../../wire/batch-codec.ts'
import { askProcess, type Settle } from '../own/ask-process.ts'
import { DEFAULT_LIMIT_MB } from '../own/own-limits.ts'
import type { WatchRequest } from '../own/own-messages.ts'
import { reasonIn } from './describe-python.ts'
import { parseReady } from './ready-message.ts'
import { startPython } from './start-python.ts'

/** Loading and an episode may take so long. */
const PATIENCE_MS = 60_000

const point = z.tuple([z.number(), z.number()])
const role = z.enum(ROLES)
const filled = z.boolean()
const shape = z.discriminatedUnion('kind', [
  z.strictObject({
    ...{ kind: z.literal('path'), role, filled, closed: z.boolean() },
    ...{ points: z.array(point), width: z.number().min(0) },
  }),
  z.strictObject({ kind: z.literal('circle'), role, filled, centre: point, radius: z.number().min(0) }),
  z.strictObject({ kind: z.literal('box'), role, filled, centre: point, size: point, angle: z.number() }),
  z.strictObject({ kind: z.literal('text'), role, at: point, text: z.string().max(1000) }),
])
const frame = z.strictObject({
  shapes: z.array(shape),
  figures: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
})
const episodeSchema = z.strictObject({ scenery: z.array(shape), frames: z.array(frame), isCut: z.boolean() })
const refusalSchema = z.strictObject({ reason: z.string() })

/** Rejects with OwnProblemError. */
export function watchPython(
  { file, entry = '', hash }: OwnCode,
  { stage, frameMs }: Pick<Play, 'stage' | 'frameMs'>,
  { network, seed, options }: WatchRequest,
): Promise<Watched> {
  const cannot = (reason: string) => `The network can't be watched: ${reason}.`
  const late = cannot(`the episode took longer than ${PATIENCE_MS / 1000} s`)
  return askProcess({ patienceMs: PATIENCE_MS, late }, (settle) => {
    const child = startPython(
      { file, entry, limitMb: DEFAULT_LIMIT_MB },
      {
        said({ kind, body }) {
          if (kind === 'unloadable') settle.failed(reasonIn(body))
          if (kind === 'watched') tellEpisode(body, settle, { cannot, stage, frameMs })
          if (kind !== 'ready') return
          const changed = parseReady(body).hash !== hash
          if (changed) return settle.failed(cannot(`${file} was changed meanwhile`))
          child.send('prepare', 0, Buffer.from(JSON.stringify(options)))
          const header = { batchId: batchId(1), generation: 0, problem: '' }
          child.send('watch', 0, encodeBatch(header, [{ genomeId: genomeId(0), seed, network }]))
        },
        printed: () => {},
        ended: (reason) => settle.failed(cannot(reason)),
      },
    )
    return child
  })
}

interface Showing extends Pick<Play, 'stage' | 'frameMs'> {
  readonly cannot: (reason: string) => string
}

function tellEpisode(body: Buffer, settle: Settle<Watched>, { cannot, ...looks }: Showing): void {
  const value: unknown = JSON.parse(body.toString('utf8'))
  const refusal = refusalSchema.safeParse(value)
  if (refusal.success) return settle.failed(cannot(refusal.data.reason))
  const episode = parseWith(episodeSchema, value)
  if (!episode.ok) return settle.failed(cannot(`what play gives is wrong: ${issuesText(episode.issues)}`))
  settle.found({ kind: 'play', ...looks, ...(episode.value as Episode) })
}

type Episode = Pick<Extract<Watched, { kind: 'play' }>, 'scenery' | 'frames' | 'isCut'>
