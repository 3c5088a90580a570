import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { compileNetwork } from '../../core/network/compile.ts'
import { activateRows } from '../../core/network/feed-forward-rows.ts'
import { flatten } from '../../core/network/flat-program.ts'
import type { NetworkSpec } from '../../core/network/network-spec.ts'
import { type SimdKernel, simdKernel } from '../../core/network/simd-kernel.ts'
import { KERNEL_CODE } from '../../core/network/simd-kernel-code.ts'
import { kernelSource } from '../../scripts/kernel-source.mjs'
import { randomInputs, randomSpec } from './random-spec.ts'

const WAT = new URL('../../core/network/simd-kernel.wat', import.meta.url)

function kernelHere(): SimdKernel {
  const kernel = simdKernel()
  if (kernel === null) throw new Error('this Node has no WebAssembly with SIMD')
  return kernel
}

/** Bit patterns, so that −0 and 0 differ; as one string, since a comparison of long arrays is slow. */
const bitsOf = (values: Float64Array): string => new BigUint64Array(Float64Array.from(values).buffer).join()

function expectSameBits(spec: NetworkSpec, inputs: Float64Array, rows: number): void {
  const flat = flatten(spec)
  const inKernel = bitsOf(activateRows(flat, inputs, rows, kernelHere()))
  expect(inKernel).toEqual(bitsOf(activateRows(flat, inputs, rows, null)))
  const network = compileNetwork(spec)
  const oneByOne = Array.from({ length: rows }, (_, row) => [
    ...network.activate(inputs.subarray(row * spec.inputCount, (row + 1) * spec.inputCount)),
  ])
  expect(inKernel).toEqual(bitsOf(Float64Array.from(oneByOne.flat())))
}

test('the code is what the assembler makes of the text beside it', async () => {
  const { KERNEL_CODE: assembled } = await import(
    `data:text/javascript,${encodeURIComponent(await kernelSource(readFileSync(WAT, 'utf8')))}`
  )
  expect(KERNEL_CODE).toBe(assembled)
})

test('the kernel, the loops in JavaScript and single activations compute the same bits', () => {
  const random = Random.fromSeed(20)
  for (let trial = 0; trial < 300; trial++) {
    const spec = randomSpec(random, {
      kind: 'feed-forward',
      inputCount: 1 + (trial % 5),
      outputCount: 1 + (trial % 3),
    })
    const rows = 1 + (trial % 150)
    expectSameBits(spec, randomInputs(random, rows * spec.inputCount), rows)
  }
})

/** One sigmoid node of one input. */
const SIGMOID: NetworkSpec = {
  kind: 'feed-forward',
  inputCount: 1,
  outputCount: 1,
  activation: new Uint8Array(1),
  aggregation: new Uint8Array(1),
  bias: new Float64Array(1),
  response: new Float64Array(1).fill(1),
  source: new Uint32Array(1),
  target: Uint32Array.of(1),
  weight: new Float64Array(1).fill(1),
}

test('the kernel squashes like the sigmoid over its whole range and beyond it', () => {
  const random = Random.fromSeed(21)
  const ends = [0, -0, 5e-324, -5e-324, 1e-300, 144.4, 144.5, -144.4, -144.48979591836735, 152.04, -144.849]
  const far = [160, -160, 1e308, -1e308, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const steps = Array.from({ length: 2000 }, (_, index) => (index - 1000) * 0.15)
  const inputs = Float64Array.from([...ends, ...far, ...steps, ...randomInputs(random, 20_000)])
  expectSameBits(SIGMOID, inputs, inputs.length)
})

test('a network larger than the kernel has memory for makes it grow', () => {
  const random = Random.fromSeed(22)
  const spec = randomSpec(random, { kind: 'feed-forward', inputCount: 40, outputCount: 40, maxHidden: 400 })
  expectSameBits(spec, randomInputs(random, 100 * 40), 100)
  expectSameBits(SIGMOID, randomInputs(random, 100), 100)
})
