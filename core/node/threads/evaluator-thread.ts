// Entry of an evaluator thread with the built-in problems.
import { parentPort } from 'node:worker_threads'
import { findProblem } from '../../problems/registry.ts'
import { serveThread } from './thread-service.ts'

if (parentPort !== null) serveThread(parentPort, findProblem)
