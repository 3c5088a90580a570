// The master's own slots: a worker in the same process, joined through memory instead of a socket. Everything else is
// the same, so that there is one way of evaluating.
import type { Problem } from '../../problems/problem.ts'
import { WorkerSession } from '../../wire/worker-session.ts'
import { slotsFor } from '../own/slots-for.ts'
import { BatchRunner, replacedSentence } from '../threads/batch-runner.ts'
import type { Log } from './log.ts'
import { memorySocket, type Socket, type SocketEvents } from './socket.ts'
import { declaredHashIn, helloOf } from './worker.ts'
import { WorkerDriver } from './worker-driver.ts'

export interface LocalSlotsOptions {
  readonly slots: number
  readonly token: string
  readonly appVersion: string
  readonly problems: readonly Problem[]
  readonly log: Log
  /** Registers the master's end of a connection. */
  readonly attach: (open: (events: SocketEvents) => Socket) => void
}

export interface LocalSlots {
  close(): Promise<void>
}

/** Label of the master's own slots in the list of workers. */
const LABEL = 'this machine'

/** They have joined when this returns, and evaluate until they are closed. */
export function startLocalSlots(options: LocalSlotsOptions): LocalSlots {
  const { slots, token, appVersion, problems } = options
  const runner = new BatchRunner(
    slots,
    slotsFor(problems, (line) => driver.tellPrinted(line)),
    (reason) => options.log('warn', `Own slots: ${replacedSentence(reason)}`),
  )
  const hello = helloOf({
    token,
    slots,
    name: LABEL,
    appVersion,
    problems,
  })
  const session = new WorkerSession({
    hello,
    once: false,
    connectionTimeoutMs: 10_000,
    chance: () => 0,
    declaredHash: declaredHashIn(problems),
  })
  const driver: WorkerDriver = new WorkerDriver({
    session,
    runner,
    connect: (self) => connect(self, options.attach),
    log: (level, message) => level === 'warn' && options.log(level, `Own slots: ${message}`),
    onStatus: () => {},
    onEvaluated: () => {},
    onFinished: () => {},
  })
  const ticker = setInterval(() => driver.take({ kind: 'tick' }), 250)
  driver.take({ kind: 'start' })
  return {
    async close() {
      clearInterval(ticker)
      driver.take({ kind: 'stop' })
      await runner.close()
    },
  }
}

function connect(driver: WorkerDriver, attach: LocalSlotsOptions['attach']): Socket {
  let masterEvents: SocketEvents | null = null
  const workerEvents: SocketEvents = {
    received: (bytes) => driver.take({ kind: 'received', bytes }),
    closed: (reason) => driver.take({ kind: 'closed', reason }),
  }
  setImmediate(() => {
    attach((events) => {
      masterEvents = events
      return memorySocket(() => workerEvents)
    })
    driver.take({ kind: 'opened' })
  })
  return memorySocket(() => masterEvents)
}
