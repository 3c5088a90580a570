// What the Python package is measured by: networks of every kind with what they answer, and frames as they travel.
// Made anew for every run of the tests, so that the two sides can't grow apart.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { batchId, genomeId } from '../../core/base/ids.ts'
import { Random } from '../../core/base/random.ts'
import type { EvaluationItem } from '../../core/evaluate/batch.ts'
import { parseNeatConfig } from '../../core/neat/config.ts'
import { genomeToJson } from '../../core/neat/genome-codec.ts'
import { toNetworkSpec } from '../../core/neat/network-of.ts'
import { createPopulation, nextGeneration } from '../../core/neat/population.ts'
import { compileNetwork } from '../../core/network/compile.ts'
import type { GenomeJson } from '../../core/network/genome-json.ts'
import {
  ACTIVATIONS,
  AGGREGATIONS,
  type NetworkKind,
  type NetworkSpec,
} from '../../core/network/network-spec.ts'
import { encodeBatch } from '../../core/wire/batch-codec.ts'
import { encodeResults } from '../../core/wire/results-codec.ts'
import { randomInputs, randomSpec } from '../network/random-spec.ts'

const SEED = 20_250
const STEPS = 20
const KINDS: readonly NetworkKind[] = ['feed-forward', 'recurrent', 'ctrnn']

export function writeFixtures(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const random = Random.fromSeed(SEED)
  const specs = [...ofEveryFunction(random), ...mixed(random)]
  const genomes = [...specs.map(jsonOf), ...evolved()]
  const cases = genomes.map(({ genome, spec }) => ({ genome, ...answers(spec, random) }))
  write(folder, 'networks.json', { seed: SEED, activations: ACTIVATIONS, aggregations: AGGREGATIONS, cases })
  write(folder, 'frames.json', frames(specs, random))
}

function write(folder: string, name: string, value: unknown): void {
  writeFileSync(join(folder, name), JSON.stringify(value))
}

/** One network per function and kind, all of whose nodes have it. */
function ofEveryFunction(random: Random): readonly NetworkSpec[] {
  return KINDS.flatMap((kind) => {
    const one = () => tame(randomSpec(random, { kind, inputCount: 3, outputCount: 2, maxHidden: 3 }))
    const byActivation = ACTIVATIONS.map((_, code) => {
      const spec = one()
      return { ...spec, activation: spec.activation.map(() => code), aggregation: spec.aggregation.fill(0) }
    })
    const byAggregation = AGGREGATIONS.map((_, code) => {
      const spec = one()
      return { ...spec, activation: spec.activation.fill(1), aggregation: spec.aggregation.map(() => code) }
    })
    return [...byActivation, ...byAggregation]
  })
}

/** Small numbers: what is compared is the functions, not how chaos magnifies the last bit over many steps. */
function tame(spec: NetworkSpec): NetworkSpec {
  return {
    ...spec,
    bias: spec.bias.map((value) => value / 3),
    response: spec.response.map((value) => value / 2),
    weight: spec.weight.map((value) => value / 4),
  }
}

function mixed(random: Random): readonly NetworkSpec[] {
  return KINDS.flatMap((kind) =>
    Array.from({ length: 12 }, () =>
      tame(randomSpec(random, { kind, inputCount: 2, outputCount: 2, maxHidden: 10 })),
    ),
  )
}

export interface Case {
  readonly genome: GenomeJson
  readonly spec: NetworkSpec
}

/** Genomes with disabled connections and nodes on which nothing depends. */
function evolved(): readonly Case[] {
  return KINDS.flatMap((kind) => {
    const config = parseNeatConfig({
      populationSize: 20,
      network: { kind },
      structure: { addNodeRate: 0.5, addConnectionRate: 0.5, toggleRate: 0.2 },
    })
    if (!config.ok) throw new Error(JSON.stringify(config.issues))
    let population = createPopulation(config.value, { inputs: 2, outputs: 1 }, SEED)
    for (let generation = 0; generation < 15; generation++) {
      const fitness = Float64Array.from(population.genomes, ({ id }) => id % 7)
      population = nextGeneration(population, fitness, config.value)
    }
    return population.genomes.slice(0, 10).map((genome) => ({
      genome: genomeToJson(genome, kind),
      spec: toNetworkSpec(genome, kind),
    }))
  })
}

/** A spec as the genome that expresses it whole. */
export function jsonOf(spec: NetworkSpec): Case {
  const { kind, inputCount: inputs, outputCount: outputs } = spec
  const others = Array.from(spec.bias, (bias, at) => ({
    id: inputs + at,
    role: at < outputs ? ('output' as const) : ('hidden' as const),
    activation: ACTIVATIONS[spec.activation[at] ?? 0] ?? 'sigmoid',
    aggregation: AGGREGATIONS[spec.aggregation[at] ?? 0] ?? 'sum',
    bias,
    response: spec.response[at] ?? 1,
    ...(spec.timeConstant && { timeConstant: spec.timeConstant[at] ?? 1 }),
  }))
  const ofInputs = Array.from({ length: inputs }, (_, id) => ({
    ...{ id, role: 'input' as const, activation: 'identity' as const, aggregation: 'sum' as const },
    ...{ bias: 0, response: 1 },
  }))
  const connections = Array.from(spec.weight, (weight, at) => ({
    innovation: at + 1,
    source: spec.source[at] ?? 0,
    target: spec.target[at] ?? 0,
    weight,
    enabled: true,
  }))
  const head = { format: 'neatwork-genome', version: 1, kind, genomeId: 1, inputs, outputs } as const
  return { spec, genome: { ...head, nodes: [...ofInputs, ...others], connections } }
}

/** Twenty steps of one network; a feed-forward one forgets in between anyway. */
function answers(spec: NetworkSpec, random: Random): { inputs: number[][]; outputs: number[][] } {
  const network = compileNetwork(spec)
  const inputs = Array.from({ length: STEPS }, () => [...randomInputs(random, spec.inputCount)])
  return { inputs, outputs: inputs.map((row) => [...network.activate(row)]) }
}

function frames(specs: readonly NetworkSpec[], random: Random): unknown {
  const items: EvaluationItem[] = specs.map((network, at) => ({
    genomeId: genomeId(1000 + at),
    seed: random.nextInt(0xffff_ffff),
    network,
  }))
  const header = { batchId: batchId(7), generation: 3 }
  const results = encodeResults({
    ...header,
    elapsedMs: 12.5,
    evaluations: [
      { kind: 'scored', genomeId: genomeId(1), fitness: 3.25 },
      { kind: 'failed', genomeId: genomeId(2), cause: 'threw', reason: 'it threw: “ä”' },
      { kind: 'scored', genomeId: genomeId(70_000), fitness: -1e300 },
      { kind: 'failed', genomeId: genomeId(70_001), cause: 'value', reason: 'x'.repeat(300) },
    ],
  })
  const measured = encodeResults({
    ...header,
    elapsedMs: 12.5,
    evaluations: [
      { kind: 'scored', genomeId: genomeId(1), fitness: 1, metrics: { laps: 2, 'größte Nähe': 0.1 } },
      { kind: 'scored', genomeId: genomeId(2), fitness: 1 },
      { kind: 'scored', genomeId: genomeId(3), fitness: 1, metrics: { 'größte Nähe': 3 } },
      { kind: 'failed', genomeId: genomeId(4), cause: 'threw', reason: 'no', trace: 'File “ä”\n  no' },
    ],
  })
  return {
    batch: hex(encodeBatch({ ...header, problem: 'fitness-ä' }, items)),
    items: items.map(({ genomeId: id, seed, network }) => ({
      ...{ id, seed, kind: network.kind },
      bias: [...network.bias],
      response: [...network.response],
      activation: [...network.activation],
      aggregation: [...network.aggregation],
      timeConstant: network.timeConstant === undefined ? null : [...network.timeConstant],
      connections: Array.from(network.weight, (weight, c) => [network.source[c], network.target[c], weight]),
    })),
    results: hex(results),
    measured: hex(measured),
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
