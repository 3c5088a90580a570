// Entry of a process that runs somebody's own code and nothing else: one slot. Arguments: the file, and how many
// megabytes the process may take, and the file in which batches are called off. It ends with its owner.
import { argv, exit } from 'node:process'
import { lookIntoFile } from './called-off.ts'
import { loadOwnProblem } from './load-problem.ts'
import { watchMemory } from './memory-watch.ts'
import { ownPort } from './own-port.ts'
import { serveOwn } from './own-service.ts'
import { textHash } from './text-hash.ts'

const [file = '', limitMb = '0', calledOff = ''] = argv.slice(2)
const port = ownPort(() => exit(0))
watchMemory(Number(limitMb))

// No await at the top: the app has this file in CommonJS.
void serve()

async function serve(): Promise<void> {
  try {
    const { problem, data } = await loadOwnProblem(file)
    const hash = await textHash(file, data)
    const { evaluate: _, evaluateBatch: __, tryChampion: ___, play, ...description } = problem
    port.send({
      kind: 'loaded',
      problem: {
        ...description,
        ...(play && { play: { stage: play.stage, frameMs: play.frameMs } }),
        own: { language: 'javascript', file, hash, ...(data.length > 0 && { data }) },
      },
    })
    serveOwn(problem, port, lookIntoFile(calledOff))
  } catch (error) {
    port.send({ kind: 'unloadable', reason: error instanceof Error ? error.message : String(error) })
  }
}
