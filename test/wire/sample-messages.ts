// One message of every type, with contents that nothing but the protocol decides.
import { batchId, genomeId } from '../../core/base/ids.ts'
import type { Evaluation, EvaluationItem } from '../../core/evaluate/batch.ts'
import type { ControlBody, ControlType } from '../../core/wire/messages.ts'

const identity = { name: 'xor', version: 1, hash: '0123456789abcdef0123456789abcdef' }
const runtime = { processor: 'p', platform: 'linux', release: '6.1', arch: 'x64', node: '24.0.0', v8: '13.6' }

export const sampleBodies: { readonly [Type in ControlType]: ControlBody<Type> } = {
  hello: {
    ...{ token: 'abcdefghijklmnopqrstuvwxyz0', key: 'key-of-a-worker', label: 'lab-1', slots: 3 },
    ...{
      appVersion: '1.2.3',
      runtime,
      problems: [identity, { ...identity, name: 'mine', ownFile: 'mine.ts' }],
    },
  },
  welcome: {
    ...{ label: 'lab-1-2', masterVersion: '1.2.3', warning: 'look' },
    ...{ heartbeatIntervalMs: 5000, heartbeatTimeoutMs: 15_000, taskTimeoutMs: 300_000 },
  },
  refusal: { code: 'token', message: 'No.' },
  beginRun: { problem: identity, runId: 'run', options: { laps: 3, wind: true, track: 'oval' } },
  endRun: { reason: 'solved' },
  cancel: { batchIds: [1, 70_000, 4_000_000_000] },
  setAside: { reason: 'it fails' },
  printed: { genomeId: 7, text: 'hello' },
  slots: { slots: 0, reason: 'somebody uses this machine' },
  codeShare: { bytes: Uint8Array.of(4, 1, 2, 3) },
  codeConfirm: { bytes: Uint8Array.of(5, 6) },
  codeGrant: { bytes: Uint8Array.of(7, 8), token: 'abcdefghijklmnopqrstuvwxyz0' },
  ping: null,
  pong: null,
  goodbye: { reason: 'stopped' },
  drain: { reason: 'its owner has asked it to' },
  islandHello: {
    ...{ token: 'abcdefghijklmnopqrstuvwxyz0', archipelago: '0123456789abcdef0123456789abcdef' },
    ...{ island: 'berlin', generation: -1, appVersion: '1.2.3' },
  },
  islandWelcome: { island: 'paris', generation: 40 },
  islandNews: { generation: 41, best: 3.25, ended: false },
  migrants: { generation: 40, genomes: Uint8Array.of(128) },
}

export const sampleHeader = { batchId: batchId(258), generation: 41, problem: 'xor' }

/** A plain network, and one that uses everything: recurrent kinds, responses, time constants. */
export const sampleItems: readonly EvaluationItem[] = [
  {
    genomeId: genomeId(1),
    seed: 0xdeadbeef,
    network: {
      ...{ kind: 'feed-forward', inputCount: 2, outputCount: 1 },
      activation: Uint8Array.of(0, 1),
      aggregation: Uint8Array.of(0, 0),
      bias: Float64Array.of(0.5, -1.25),
      response: Float64Array.of(1, 1),
      source: Uint32Array.of(0, 1, 3),
      target: Uint32Array.of(3, 3, 2),
      weight: Float64Array.of(1.5, -0.1, 3),
    },
  },
  {
    genomeId: genomeId(2),
    seed: 7,
    network: {
      ...{ kind: 'ctrnn', inputCount: 1, outputCount: 1 },
      activation: Uint8Array.of(2),
      aggregation: Uint8Array.of(1),
      bias: Float64Array.of(0.25),
      response: Float64Array.of(2),
      source: Uint32Array.of(0, 1),
      target: Uint32Array.of(1, 1),
      weight: Float64Array.of(1, -1),
      timeConstant: Float64Array.of(1.75),
    },
  },
]

/** The first meets both, the second the first only. */
export const meetingItems: readonly EvaluationItem[] = sampleItems.map((item, at) => ({
  ...item,
  opponents: sampleItems.slice(0, 2 - at).map(({ network }) => network),
}))

export const sampleEvaluations: readonly Evaluation[] = [
  { kind: 'scored', genomeId: genomeId(1), fitness: 3.75 },
  { kind: 'failed', genomeId: genomeId(2), cause: 'threw', reason: 'Error: no' },
]

export const behavingEvaluations: readonly Evaluation[] = [
  {
    ...{ kind: 'scored', genomeId: genomeId(1), fitness: -0, behaviour: Float64Array.of(1, 2) },
    tuned: { weight: Float64Array.of(1, 2, 3), bias: Float64Array.of(4, 5) },
  },
]

/** One with two metrics, one with one of the same name, one with none, and one whose code threw. */
export const measuredEvaluations: readonly Evaluation[] = [
  { kind: 'scored', genomeId: genomeId(1), fitness: 1, metrics: { laps: 2, 'metres per second': 0.1 } },
  { kind: 'scored', genomeId: genomeId(2), fitness: 1, metrics: { 'metres per second': -7.5 } },
  { kind: 'scored', genomeId: genomeId(3), fitness: 1 },
  {
    ...{ kind: 'failed', genomeId: genomeId(4), cause: 'threw', reason: 'Error: no' },
    trace: 'Error: no\n    at evaluate (fitness.ts:3:9)',
  },
]
