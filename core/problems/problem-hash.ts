// A fingerprint of evaluation: two machines whose network code or problem computes other bits get other hashes.
// It looks at what the code does on fixed probes, not at its text, so that bundling changes nothing.
import { blake3 } from '@noble/hashes/blake3.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { Random } from '../base/random.ts'
import { compileNetwork } from '../network/compile.ts'
import { ACTIVATIONS, AGGREGATIONS, type NetworkKind, type NetworkSpec } from '../network/network-spec.ts'
import { evaluationContext } from './evaluation-context.ts'
import { type EvaluationContext, fitnessOf, type Problem } from './problem.ts'

const PROBES = 4
const HIDDEN = ACTIVATIONS.length

/**
 * 32 hexadecimal digits over name, version, shape, and the bits of probe networks and of their fitness; of somebody's own
 * problem over its text instead of its fitness.
 */
export function problemHash(problem: Problem): string {
  if (problem.own?.isOpen === true) return problem.own.hash
  const known = fingerprints.get(problem)
  if (known !== undefined) return known
  const found = fingerprintOf(problem)
  fingerprints.set(problem, found)
  return found
}

/** Probing all problems takes a second, and a problem never becomes another one. */
const fingerprints = new WeakMap<Problem, string>()

function fingerprintOf(problem: Problem): string {
  const hash = blake3.create({ dkLen: 16 })
  const { name, version, inputs, outputs, solvedAt, worstFitness, behaviour, options, opponents } = problem
  hash.update(
    utf8ToBytes(
      JSON.stringify({
        name,
        version,
        inputs,
        outputs,
        solvedAt,
        worstFitness,
        behaviour,
        options,
        opponents,
      }),
    ),
  )
  if (problem.own !== undefined) hash.update(utf8ToBytes(problem.own.hash))
  if (problem.examples !== undefined) {
    addNumbers(hash, problem.examples.inputs)
    addNumbers(hash, problem.examples.wanted)
  }
  for (let probe = 0; probe < PROBES; probe++) {
    const random = Random.fromSeed(probe)
    for (const kind of ['feed-forward', 'recurrent', 'ctrnn'] as const) {
      const spec = probeNetwork(kind, inputs.length, outputs.length, random)
      const network = compileNetwork(spec)
      const signals = Float64Array.from(inputs, () => random.nextBetween(-2, 2))
      for (let step = 0; step < 3; step++) addNumbers(hash, network.activate(signals))
    }
    if (problem.own !== undefined) continue
    const spec = probeNetwork('feed-forward', inputs.length, outputs.length, random)
    const met = Array.from({ length: opponents ?? 0 }, () =>
      compileNetwork(probeNetwork('feed-forward', inputs.length, outputs.length, random)),
    )
    const context = evaluationContext(problem, probe, undefined, { opponents: met })
    addNumbers(hash, Float64Array.of(probeFitness(problem, spec, context)))
  }
  return bytesToHex(hash.digest())
}

/** A problem that throws on a probe has a fingerprint too: that it throws there. */
function probeFitness(problem: Problem, spec: NetworkSpec, context: EvaluationContext): number {
  try {
    return fitnessOf(problem.evaluate(compileNetwork(spec), context))
  } catch {
    return Number.NaN
  }
}

/** A network with one hidden node of every activation, each with one of the aggregations. */
function probeNetwork(
  kind: NetworkKind,
  inputCount: number,
  outputCount: number,
  random: Random,
): NetworkSpec {
  const nodes = outputCount + HIDDEN
  const source: number[] = []
  const target: number[] = []
  for (let hidden = 0; hidden < HIDDEN; hidden++) {
    const node = inputCount + outputCount + hidden
    for (let input = 0; input < inputCount; input++) {
      source.push(input)
      target.push(node)
    }
    for (let output = 0; output < outputCount; output++) {
      source.push(node)
      target.push(inputCount + output)
    }
    if (kind !== 'feed-forward') {
      source.push(inputCount)
      target.push(node)
    }
  }
  return {
    kind,
    inputCount,
    outputCount,
    activation: Uint8Array.from({ length: nodes }, (_, node) =>
      node < outputCount ? ACTIVATIONS.indexOf('sigmoid') : node - outputCount,
    ),
    aggregation: Uint8Array.from({ length: nodes }, (_, node) =>
      node < outputCount ? AGGREGATIONS.indexOf('sum') : node % AGGREGATIONS.length,
    ),
    bias: Float64Array.from({ length: nodes }, () => random.nextBetween(-1, 1)),
    response: Float64Array.from({ length: nodes }, () => random.nextBetween(0.5, 1.5)),
    ...(kind === 'ctrnn' && { timeConstant: new Float64Array(nodes).fill(3) }),
    source: Uint32Array.from(source),
    target: Uint32Array.from(target),
    weight: Float64Array.from(source, () => random.nextBetween(-2, 2)),
  }
}

function addNumbers(hash: { update(bytes: Uint8Array): unknown }, numbers: Float64Array): void {
  const copy = numbers.slice()
  // One bit pattern for all NaNs: their payload is the engine's own business.
  for (let i = 0; i < copy.length; i++) if (Number.isNaN(copy[i])) copy[i] = Number.NaN
  hash.update(new Uint8Array(copy.buffer))
}
