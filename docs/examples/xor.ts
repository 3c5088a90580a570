import type { OwnProblem } from 'neatwork'

const rows = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]] as const
const xor: OwnProblem = {
  name: 'my-xor', inputs: ['a', 'b'], outputs: ['a xor b'], solvedAt: 3.9,
  evaluate: (network) =>
    rows.reduce((fitness, [a, b, wanted]) => fitness - ((network.activate([a, b])[0] ?? 0) - wanted) ** 2, 4),
}
export default xor
