// What a process with somebody's own code does: batch frames in, replies out, one at a time. Between genomes it looks
// whether the batch was called off.

import { watch } from '../../api/watch.ts'
import { runInTurns } from '../../base/steps.ts'
import type { Problem, RunSetting } from '../../problems/problem.ts'
import { type FoundProblem, findProblem } from '../../problems/registry.ts'
import { answerBatch, declaredIn } from '../threads/answer-batch.ts'
import type { SlotReply, Ticket } from '../threads/slot.ts'
import type { FromOwnProcess, ToOwnProcess, WatchRequest } from './own-messages.ts'
import type { OwnPort } from './own-port.ts'

/** Messages are looked at this often; every time costs as much as a small genome. */
const LOOK_MS = 20

/** Knows the problems that everybody has, too: a worker with its own may be asked for those. */
export function serveOwn(own: Problem, port: OwnPort, isCalledOff: (ticket: Ticket) => boolean): void {
  let setting: RunSetting | null = null
  let declared: Problem | null = null
  const cancelled = new Set<Ticket>()
  let turn: Promise<void> = Promise.resolve()
  const find = (name: string): FoundProblem => {
    const known = [own, declared].find((candidate) => candidate?.name === name)
    return known == null ? findProblem(name) : { ok: true, problem: known }
  }
  const reply = (said: SlotReply): void => port.send({ kind: 'reply', reply: said })

  async function evaluate({ ticket, bytes }: Extract<ToOwnProcess, { kind: 'evaluate' }>): Promise<void> {
    let lookedMs = performance.now()
    const steps = answerBatch(bytes, {
      findProblem: find,
      options: setting?.options,
      isCancelled: () => cancelled.has(ticket) || isCalledOff(ticket),
      told: (line) => port.send({ kind: 'told', line }),
    })
    const answered = await runInTurns(steps, async () => {
      if (performance.now() - lookedMs < LOOK_MS) return
      await nextTurn()
      lookedMs = performance.now()
    })
    // What the batch left behind and nobody caught ends the process before it has answered.
    await nextTurn()
    cancelled.delete(ticket)
    reply(answered)
  }

  port.onMessage((message) => {
    switch (message.kind) {
      case 'evaluate':
        turn = turn.then(() => evaluate(message))
        return
      case 'watch':
        turn = turn.then(() => port.send(watched(declared ?? own, message)))
        return
      case 'cancel':
        cancelled.add(message.ticket)
        return
      case 'prepare':
        setting = message.setting
        declared = declaredIn(setting, (name) =>
          name === own.name ? { ok: true, problem: own } : findProblem(name),
        )
    }
  })
  reply({ kind: 'ready' })
}

function watched(problem: Problem, { network, seed, options }: WatchRequest): FromOwnProcess {
  try {
    return { kind: 'watched', watched: watch(problem, network, { seed, options }) }
  } catch (error) {
    return {
      kind: 'unwatchable',
      reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    }
  }
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
