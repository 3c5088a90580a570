// How fast the problems themselves are, on one core: evaluations, episodes and decisions per second with a small network.
// An episode begins with the network's reset, a decision is one activation.
import { stdout } from 'node:process'
import { Random } from '../core/base/random.ts'
import { compileNetwork } from '../core/network/compile.ts'
import type { Network, NetworkSpec } from '../core/network/network-spec.ts'
import { evaluationContext } from '../core/problems/evaluation-context.ts'
import { defaultOptions } from '../core/problems/options.ts'
import type { Problem } from '../core/problems/problem.ts'
import { builtInProblems } from '../core/problems/registry.ts'

const SPAN_MS = 500
/** Different networks: one that fails at once says little of a problem. */
const NETWORKS = 40

export async function run(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !builtInProblems.some((problem) => problem.name === name))
  if (unknown.length > 0) throw new RangeError(`there is no problem called ${unknown.join(' or ')}`)
  const wanted = builtInProblems.filter(({ name }) => names.length === 0 || names.includes(name))
  stdout.write(`${'problem'.padEnd(32)} evaluations/s    episodes/s   decisions/s\n`)
  for (const problem of wanted) {
    const { evaluations, episodes, decisions, seconds } = measure(problem)
    const rates = [evaluations, episodes, decisions].map((count) =>
      Math.round(count / seconds)
        .toLocaleString('en')
        .padStart(13),
    )
    stdout.write(`${problem.name.padEnd(32)} ${rates.join(' ')}\n`)
  }
}

interface Counted {
  evaluations: number
  episodes: number
  decisions: number
  seconds: number
}

function measure(problem: Problem): Counted {
  const counted: Counted = { evaluations: 0, episodes: 0, decisions: 0, seconds: 0 }
  const random = Random.fromSeed(1)
  const networks = Array.from({ length: NETWORKS }, () =>
    counting(compileNetwork(someNetwork(problem, random)), counted),
  )
  evaluateFor(problem, networks, SPAN_MS / 2)
  Object.assign(counted, { evaluations: 0, episodes: 0, decisions: 0 })
  const startedMs = performance.now()
  counted.evaluations = evaluateFor(problem, networks, SPAN_MS)
  counted.seconds = (performance.now() - startedMs) / 1000
  counted.episodes = Math.max(counted.episodes, counted.evaluations)
  return counted
}

function evaluateFor(problem: Problem, networks: readonly Network[], spanMs: number): number {
  const options = defaultOptions(problem.options)
  // Those whom the games are played against decide and are counted, too.
  const met = networks.slice(0, problem.opponents ?? 0)
  const endMs = performance.now() + spanMs
  let evaluations = 0
  for (; performance.now() < endMs; evaluations++) {
    const network = networks[evaluations % networks.length]
    if (network !== undefined)
      problem.evaluate(network, evaluationContext(problem, evaluations, options, { opponents: met }))
  }
  return evaluations
}

function counting(network: Network, counted: Counted): Network {
  return {
    inputCount: network.inputCount,
    outputCount: network.outputCount,
    activate(inputs) {
      counted.decisions++
      return network.activate(inputs)
    },
    activateAll(inputs, rows) {
      counted.decisions += rows
      return network.activateAll(inputs, rows)
    },
    reset() {
      counted.episodes++
      network.reset()
    },
  }
}

/** Every input to every output, weights from the bell curve: what a run begins with. */
function someNetwork({ inputs, outputs }: Problem, random: Random): NetworkSpec {
  const edges = inputs.flatMap((_, source) => outputs.map((__, target) => [source, target] as const))
  return {
    kind: 'feed-forward',
    inputCount: inputs.length,
    outputCount: outputs.length,
    activation: new Uint8Array(outputs.length),
    aggregation: new Uint8Array(outputs.length),
    bias: Float64Array.from(outputs, () => random.nextGaussian()),
    response: new Float64Array(outputs.length).fill(1),
    source: Uint32Array.from(edges, ([source]) => source),
    target: Uint32Array.from(edges, ([, target]) => inputs.length + target),
    weight: Float64Array.from(edges, () => random.nextGaussian()),
  }
}
