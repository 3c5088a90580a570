// A run on a substrate that people declared: the substrate travels once, and both sides agree on what it makes.
import { expect, test } from 'vitest'
import { parseSubstrate } from '../../core/hyperneat/substrate.ts'
import { declaredProblem } from '../../core/problems/declared-problem.ts'
import type { Declaration, Problem } from '../../core/problems/problem.ts'
import { problemHash } from '../../core/problems/problem-hash.ts'
import { xor } from '../../core/problems/xor.ts'
import { problemRefusal } from '../../core/wire/admission.ts'
import { HEADER_BYTES } from '../../core/wire/frame.ts'
import { decodeControl, encodeControl } from '../../core/wire/messages.ts'
import { problemIdentity } from '../../core/wire/problem-identity.ts'
import type { WorkerEffect } from '../../core/wire/worker-events.ts'
import { WorkerSession } from '../../core/wire/worker-session.ts'
import { hello } from './memory-cluster.ts'

const parsed = parseSubstrate({
  format: 'neatwork-substrate',
  version: 1,
  inputs: { name: 'in', nodes: [[-1], [1]] },
  outputs: { name: 'out', nodes: [[0]] },
  connections: [['in', 'out']],
})
if (!parsed.ok) throw new RangeError('the substrate is sound')
const substrate = parsed.value

function painted(): Problem {
  const found = declaredProblem({ ok: true, problem: xor }, { substrate })
  if (!found.ok) throw new RangeError(found.message)
  return found.problem
}

/** What a worker does about the master's word that a run begins. */
function begun(declaredHash?: (declared: Declaration) => string | null): readonly WorkerEffect[] {
  const session = new WorkerSession({
    hello: hello(xor),
    once: false,
    connectionTimeoutMs: 5000,
    chance: () => 0.5,
    ...(declaredHash !== undefined && { declaredHash }),
  })
  const run = { problem: problemIdentity(painted()), runId: 'run', options: {} }
  session.handle({ kind: 'start' }, 0)
  session.handle({ kind: 'opened' }, 0)
  return session.handle({ kind: 'received', bytes: encodeControl('beginRun', run) }, 0)
}

test('the identity tells name and hash of the whole and of its parts, and survives the wire', () => {
  const identity = problemIdentity(painted())
  expect(identity.declared?.problem).toEqual({ name: 'xor', version: xor.version, hash: problemHash(xor) })
  expect(identity.hash).not.toBe(problemHash(xor))
  const frame = encodeControl('beginRun', { problem: identity, runId: 'run', options: {} })
  const decoded = decodeControl('beginRun', frame.subarray(HEADER_BYTES))
  expect(decoded).toEqual({ ok: true, value: { problem: identity, runId: 'run', options: {} } })
  expect(decoded.ok && JSON.stringify(decoded.value.problem.declared?.substrate)).toBe(
    JSON.stringify(substrate),
  )
})

test('a worker is let in by the known problem', () => {
  expect(problemRefusal(hello(xor), problemIdentity(painted()))).toBeNull()
  expect(problemRefusal(hello({ ...xor, worstFitness: -1 }), problemIdentity(painted()))).toMatchObject({
    code: 'problem',
  })
})

test('a worker that makes the same of it prepares its threads', () => {
  const effects = begun(({ problem, substrate: layout }) => {
    const found = declaredProblem({ ok: true, problem: xor }, { substrate: layout })
    return found.ok && problem === 'xor' ? problemHash(found.problem) : null
  })
  expect(effects).toContainEqual({
    kind: 'prepare',
    setting: { declared: { problem: 'xor', substrate }, options: {} },
  })
  expect(effects.some(({ kind }) => kind === 'finished')).toBe(false)
})

test.each<[string, ((declared: Declaration) => string | null) | undefined]>([
  ['makes something else of it', () => 'another hash'],
  ['can make nothing of it', () => null],
  ['knows no substrates', undefined],
])('a worker that %s is refused', (_what, declaredHash) => {
  const effects = begun(declaredHash)
  expect(effects).toContainEqual({
    kind: 'finished',
    end: {
      kind: 'refused',
      code: 'problem',
      message: expect.stringContaining('Install the same Neatwork on both machines'),
    },
  })
  expect(effects.some(({ kind }) => kind === 'prepare')).toBe(false)
})
