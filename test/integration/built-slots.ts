// Threads and processes of a test are those of the built program, which start in a third of the time that they take from source.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { setOwnProcessLaunch } from '../../core/node/own/launch.ts'
import { setEvaluatorThreadUrl } from '../../core/node/threads/thread-slot.ts'

const program = resolve(import.meta.dirname, '../../dist/program')
setOwnProcessLaunch({ entry: resolve(program, 'own-process.js') })
setEvaluatorThreadUrl(pathToFileURL(resolve(program, 'evaluator-thread.js')))
