// Two games of a network against the perfect player, one on each side, a frame per move.
import type { Play, PlayFrame, PlayPoint, Shape } from '../play.ts'
import { afterMove, type Board, decidingLine, emptyBoard, isLost } from './board.ts'
import { bestFree, perfectPlayer, signalsOf } from './players.ts'

/** Cell (0, 0) is the top left; one unit per cell. */
const centreOf = (cell: number): PlayPoint => [(cell % 3) + 0.5, 2.5 - Math.floor(cell / 3)]

const GRID: readonly Shape[] = [1, 2].flatMap((at): Shape[] => [
  {
    kind: 'path',
    role: 'ground',
    points: [
      [at, 0],
      [at, 3],
    ],
    width: 0.03,
  },
  {
    kind: 'path',
    role: 'ground',
    points: [
      [0, at],
      [3, at],
    ],
    width: 0.03,
  },
])

/** The first player's crosses, or the second's circles; `role` says whose they are. */
function mark(cell: number, isCross: boolean, role: 'body' | 'other'): readonly Shape[] {
  const [x, y] = centreOf(cell)
  if (!isCross) return [{ kind: 'circle', role, centre: [x, y], radius: 0.3 }]
  return [1, -1].map((slope) => ({
    ...{ kind: 'path', role, width: 0.05 },
    points: [
      [x - 0.3, y - 0.3 * slope],
      [x + 0.3, y + 0.3 * slope],
    ],
  }))
}

interface Moment {
  /** As the network sees it, whoever is to move. */
  readonly board: Board
  readonly isFirst: boolean
  readonly outcome: string
}

function shapesOf({ board, isFirst }: Moment): readonly Shape[] {
  const shapes: Shape[] = []
  board.forEach((owner, cell) => {
    if (owner !== 0) shapes.push(...mark(cell, (owner === 1) === isFirst, owner === 1 ? 'body' : 'other'))
  })
  const line = decidingLine(board)
  if (line !== null) {
    const points = [line[0], line[2]].map(centreOf)
    shapes.push({ kind: 'path', role: board[line[0]] === 1 ? 'goal' : 'danger', points, width: 0.06 })
  }
  return shapes
}

const frameOf = (moment: Moment): PlayFrame => ({
  shapes: shapesOf(moment),
  figures: {
    game: moment.isFirst ? 'the network begins, with crosses' : 'the perfect player begins',
    outcome: moment.outcome,
  },
})

function outcomeOf(board: Board): string {
  const line = decidingLine(board)
  if (line !== null) return board[line[0]] === 1 ? 'won' : 'lost'
  return board.includes(0) ? 'open' : 'drawn'
}

export const playTicTacToe: Play = {
  stage: { left: -0.2, right: 3.2, bottom: -0.2, top: 3.2 },
  frameMs: 700,
  scenery: () => GRID,
  *frames(network, { random }) {
    const perfect = perfectPlayer(random)
    for (const isFirst of [true, false]) {
      let board = emptyBoard()
      yield frameOf({ board, isFirst, outcome: 'open' })
      for (let move = 0; move < 9 && !isLost(board); move++) {
        const isOwn = (move % 2 === 0) === isFirst
        network.reset()
        const signals = signalsOf(board)
        const outputs = isOwn ? network.activate(signals) : new Float64Array(0)
        const seenAs = isOwn ? { inputs: [...signals], outputs: [...outputs] } : {}
        board = afterMove(board, isOwn ? bestFree(outputs, board) : perfect(board))
        const seen = isOwn ? board.map((owner) => 0 - owner) : board
        yield { ...frameOf({ board: seen, isFirst, outcome: outcomeOf(seen) }), ...seenAs }
      }
    }
  },
}
