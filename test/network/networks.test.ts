import { expect, test } from 'vitest'
import { compileNetwork } from '../../core/network/compile.ts'
import { ACTIVATIONS, type NetworkSpec } from '../../core/network/network-spec.ts'
import { referenceNetwork } from '../../core/network/reference.ts'
import { describeNetwork } from '../contract/network.ts'

describeNetwork('A compiled feed-forward network', 'feed-forward', compileNetwork)
describeNetwork('A compiled recurrent network', 'recurrent', compileNetwork)
describeNetwork('A compiled ctrnn', 'ctrnn', compileNetwork)
describeNetwork('The feed-forward reference network', 'feed-forward', referenceNetwork)
describeNetwork('The recurrent reference network', 'recurrent', referenceNetwork)

/** One input, one output and `hidden` nodes of one activation, weights 1. */
function identitySpec(
  kind: NetworkSpec['kind'],
  hidden: number,
  connections: readonly (readonly [number, number])[],
): NetworkSpec {
  const nodes = 1 + hidden
  return {
    kind,
    inputCount: 1,
    outputCount: 1,
    activation: new Uint8Array(nodes).fill(ACTIVATIONS.indexOf('identity')),
    aggregation: new Uint8Array(nodes),
    bias: new Float64Array(nodes),
    response: new Float64Array(nodes).fill(1),
    source: Uint32Array.from(connections, ([source]) => source),
    target: Uint32Array.from(connections, ([, target]) => target),
    weight: new Float64Array(connections.length).fill(1),
  }
}

test('a feed-forward signal goes through in one activation', () => {
  const chain = identitySpec('feed-forward', 2, [
    [0, 2],
    [2, 3],
    [3, 1],
  ])
  expect([...compileNetwork(chain).activate([7])]).toEqual([7])
})

test('a recurrent signal takes one step per connection', () => {
  const chain = identitySpec('recurrent', 2, [
    [0, 2],
    [2, 3],
    [3, 1],
  ])
  const network = compileNetwork(chain)
  const seen = [7, 0, 0, 0].map((input) => network.activate([input])[0])
  expect(seen).toEqual([0, 0, 7, 0])
})

test('a recurrent self-connection remembers until it is reset', () => {
  const network = compileNetwork(
    identitySpec('recurrent', 0, [
      [0, 1],
      [1, 1],
    ]),
  )
  expect([1, 1, 1].map((input) => network.activate([input])[0])).toEqual([1, 2, 3])
  network.reset()
  expect(network.activate([1])[0]).toBe(1)
})

test('a feed-forward network with a cycle is refused', () => {
  const loop = identitySpec('feed-forward', 1, [
    [2, 1],
    [1, 2],
  ])
  expect(() => compileNetwork(loop)).toThrow('cycle')
})

test('codes that stand for nothing are refused', () => {
  const spec = identitySpec('feed-forward', 0, [[0, 1]])
  expect(() => compileNetwork({ ...spec, activation: Uint8Array.of(200) })).toThrow(
    'activation with the code 200',
  )
  expect(() => compileNetwork({ ...spec, aggregation: Uint8Array.of(9) })).toThrow(
    'aggregation with the code 9',
  )
})

test('a chain of a hundred thousand nodes compiles and computes', () => {
  const hidden = 100_000
  const chain = Array.from({ length: hidden }, (_, i): [number, number] => [i === 0 ? 0 : i + 1, i + 2])
  const network = compileNetwork(identitySpec('feed-forward', hidden, [...chain, [hidden + 1, 1]]))
  expect([...network.activate([3])]).toEqual([3])
})

test('a ctrnn approaches what its inputs ask for by the share 1/τ of the way', () => {
  const spec = { ...identitySpec('ctrnn', 0, [[0, 1]]), timeConstant: Float64Array.of(4) }
  const network = compileNetwork(spec)
  const seen = [8, 8, 0].map((input) => network.activate([input])[0])
  expect(seen).toEqual([2, 3.5, 2.625])
})

test('a ctrnn without time constants, or with one that would overshoot, is refused', () => {
  const spec = identitySpec('ctrnn', 0, [[0, 1]])
  expect(() => compileNetwork(spec)).toThrow('one time constant per node')
  expect(() => compileNetwork({ ...spec, timeConstant: Float64Array.of(0.5) })).toThrow('overshoots')
})
