// Entry of an evaluator thread with the problems of the evaluators' contract.
import { parentPort } from 'node:worker_threads'
import { serveThread } from '../../core/node/threads/thread-service.ts'
import { contractProblems } from '../contract/batch-evaluator.ts'

if (parentPort !== null) {
  serveThread(parentPort, (name) => {
    const problem = contractProblems.find((candidate) => candidate.name === name)
    return problem === undefined ? { ok: false, message: `no problem ${name}` } : { ok: true, problem }
  })
}
