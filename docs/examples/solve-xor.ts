import { type Problem, solve } from 'neatwork'

const rows = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]] as const
const xor: Problem = {
  name: 'my-xor', version: 1, summary: 'Exclusive or.',
  inputs: ['a', 'b'], outputs: ['a xor b'],
  solvedAt: 3.9, worstFitness: 0, deterministic: true,
  evaluate: (network) =>
    rows.reduce((fitness, [a, b, wanted]) => fitness - ((network.activate([a, b])[0] ?? 0) - wanted) ** 2, 4),
}

const solution = await solve(xor, { seed: 1, onGeneration: ({ generation, best }) => console.log(generation, best) })
console.log(solution.solved, solution.fitness, solution.network().activate([1, 0])[0])
