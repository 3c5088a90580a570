// Lines that fitness functions print on workers, for the people at the master; and a run whose function the workers bring.
import { describe, expect, test } from 'vitest'
import { OPEN_NAME, openProblem, UNDECIDED } from '../../core/problems/open-problem.ts'
import { problemHash } from '../../core/problems/problem-hash.ts'
import { xor } from '../../core/problems/xor.ts'
import { MasterSession } from '../../core/wire/master-session.ts'
import { encodeControl } from '../../core/wire/messages.ts'
import { problemIdentity } from '../../core/wire/problem-identity.ts'
import { hello, MemoryCluster, SETTINGS } from './memory-cluster.ts'

describe('what workers print', () => {
  const printed = (text: string, genomeId: number | null = 7) => encodeControl('printed', { genomeId, text })

  function master() {
    const session = new MasterSession(SETTINGS)
    const log: string[] = []
    const lines: unknown[] = []
    const say = (bytes: Uint8Array, nowMs = 0) => {
      for (const effect of session.handle({ kind: 'received', connection: 'c', bytes }, nowMs)) {
        if (effect.kind === 'log') log.push(effect.message)
        if (effect.kind === 'printed') lines.push(effect.line)
        if (effect.kind === 'close') log.push('closed')
      }
    }
    session.handle({ kind: 'connected', connection: 'c', address: 'x', local: false }, 0)
    return { say, log, lines }
  }

  test('and what they call themselves commands no terminal', () => {
    const { say, log } = master()
    say(encodeControl('hello', { ...hello(xor), label: 'a\u001b[2J\nb' }))
    expect(log).toEqual(['Worker "a [2J b" joined from x with 2 slots.'])
  })

  test('is shown with the worker and the genome', () => {
    const { say, log, lines } = master()
    say(encodeControl('hello', hello(xor)))
    say(printed('crashed at the first bend'))
    say(printed('loaded', null))
    expect(log.slice(1)).toEqual([
      'Worker "w", genome 7 prints: crashed at the first bend',
      'Worker "w", its problem prints: loaded',
    ])
    expect(lines).toEqual([
      { worker: 'w', genomeId: 7, text: 'crashed at the first bend' },
      { worker: 'w', genomeId: null, text: 'loaded' },
    ])
  })

  test('is never more than people can read, and nothing that their terminal would obey', () => {
    const { say, log } = master()
    say(encodeControl('hello', hello(xor)))
    for (let line = 0; line < 1000; line++) say(printed(`\u001b[2Jline ${line}`))
    expect(log).toHaveLength(1 + 100)
    expect(log[1]).toBe('Worker "w", genome 7 prints:  [2Jline 0')
    say(printed('later'), 10_000)
    expect(log.at(-1)).toBe('Worker "w", genome 7 prints: later')
  })

  test('says how far long evaluations are, until their results come or nothing more is heard', () => {
    const cluster = new MemoryCluster(xor)
    const worker = cluster.join({ label: 'lab-3', slots: 2 })
    cluster.settle()
    const tell = (genomeId: number, share: number, text: string) => {
      const bytes = encodeControl('printed', { genomeId, text, share })
      cluster.toMaster({ kind: 'received', connection: worker.connection ?? '', bytes })
    }
    const long = (nowMs: number) => cluster.master.lately({ afterTask: 0, afterFailure: 0 }, nowMs).long
    tell(7, 0.1, 'lap 1')
    tell(9, 0.5, '')
    tell(7, 0.2, 'lap\u001b[2J 2')
    const [seven, nine] = [
      { worker: 'lab-3', genomeId: 7, share: 0.2, note: 'lap [2J 2' },
      { worker: 'lab-3', genomeId: 9, share: 0.5, note: '' },
    ]
    expect(long(1)).toEqual([seven, nine])
    // No more than can be under way.
    tell(8, 0.1, '')
    expect(long(1).map(({ genomeId }) => genomeId)).toEqual([7, 8])
    expect(long(8001)).toEqual([])
  })

  test('is nobody’s who was not let in', () => {
    const { say, log } = master()
    say(printed('hello'))
    expect(log).toContain('closed')
    expect(log.join()).not.toContain('prints')
  })
})

describe('a run whose function the workers bring', () => {
  const shape = { inputs: 2, outputs: 1, worstFitness: 0, deterministic: true }
  const offering = (hash: string) => ({ problems: [{ name: OPEN_NAME, version: 1, hash }] })
  const [one, other] = ['a'.repeat(32), 'b'.repeat(32)]

  function cluster(): MemoryCluster {
    const made = new MemoryCluster(openProblem(shape))
    const problem = problemIdentity(made.problem)
    expect(problem).toMatchObject({ hash: UNDECIDED, isOpen: true })
    made.toMaster({ kind: 'beginRun', problem, deterministic: true, runId: 'r', minWorkers: 1, options: {} })
    return made
  }

  test('is decided by the first of them; another function is refused, the same one is not', () => {
    const made = cluster()
    const first = made.join({ label: 'first', ...offering(one) })
    made.settle()
    const second = made.join({ label: 'second', ...offering(other) })
    const third = made.join({ label: 'third', ...offering(one) })
    made.settle()
    expect([first.end, third.end]).toEqual([null, null])
    expect(second.end).toMatchObject({
      kind: 'refused',
      code: 'problem',
      message: expect.stringContaining('The first worker decided which function is evaluated'),
    })
  })

  test('stays decided when the first is gone', () => {
    const made = cluster()
    const first = made.join({ label: 'first', ...offering(one) })
    made.settle()
    first.kill()
    made.settle()
    const second = made.join({ label: 'second', ...offering(other) })
    made.settle()
    expect(second.end).toMatchObject({ kind: 'refused', code: 'problem' })
  })

  test('is decided by who is there when it begins', () => {
    const made = new MemoryCluster(openProblem(shape))
    made.toMaster({ kind: 'endRun', reason: 'over' })
    const first = made.join({ label: 'first', ...offering(one) })
    const second = made.join({ label: 'second', ...offering(other) })
    made.settle()
    const problem = problemIdentity(made.problem)
    made.toMaster({ kind: 'beginRun', problem, deterministic: true, runId: 'r', minWorkers: 1, options: {} })
    made.settle()
    expect(first.end).toBeNull()
    expect(second.end).toMatchObject({ kind: 'refused', code: 'problem' })
  })

  test('is nothing for a worker that brings none', () => {
    const made = cluster()
    const plain = made.join({
      label: 'plain',
      problems: [{ name: 'xor', version: 1, hash: problemHash(xor) }],
    })
    made.settle()
    expect(plain.end).toMatchObject({ message: expect.stringContaining('this one brings none along') })
  })
})
