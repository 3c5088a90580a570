// Entry of an evaluator thread with the problem that fails.
import { parentPort } from 'node:worker_threads'
import { serveThread } from '../../core/node/threads/thread-service.ts'
import { faultProblem } from './fault-problem.ts'

if (parentPort !== null) serveThread(parentPort, () => ({ ok: true, problem: faultProblem('thread') }))
