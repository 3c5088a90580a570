// Who plays: a network, and somebody perfect. A player is asked about one board and remembers none.
import type { Random } from '../../base/random.ts'
import type { Network } from '../../network/network-spec.ts'
import { afterMove, type Board, CELLS, isLost, legalMoves, remembered } from './board.ts'

/** The cell that the player to move takes; the board is not full. */
export type Player = (board: Board) => number

const NOTHING_SEEN: readonly number[] = Array.from({ length: 2 * CELLS }, () => 0)

/** What a network sees of a board: which cells are its own, then which are the other's. */
export function signalsOf(board: Board): readonly number[] {
  const signals = NOTHING_SEEN.slice()
  for (let cell = 0; cell < CELLS; cell++) {
    if (board[cell] === 1) signals[cell] = 1
    if (board[cell] === -1) signals[CELLS + cell] = 1
  }
  return signals
}

/** Asks the network once about every board, reset before: its move is the same whenever it meets the board again. */
export function networkPlayer(network: Network): Player {
  const moves = new Map<number, number>()
  return (board) =>
    remembered(moves, board, () => {
      network.reset()
      return bestFree(network.activate(signalsOf(board)), board)
    })
}

/** The free cell with the highest output, the first of equals. */
export function bestFree(outputs: ArrayLike<number>, board: Board): number {
  let best = -1
  for (let cell = 0; cell < CELLS; cell++) {
    if (board[cell] !== 0) continue
    if (best < 0 || (outputs[cell] ?? 0) > (outputs[best] ?? 0)) best = cell
  }
  return best
}

/** Never loses and takes every win that is offered; any of the best moves is as likely. */
export function perfectPlayer(random: Random): Player {
  return (board) => {
    const moves = bestMoves(board)
    return moves[random.nextInt(moves.length)] ?? 0
  }
}

/** By number of the board: what was found out once. */
const worths = new Map<number, number>()
const best = new Map<number, readonly number[]>()

/** What the player to move gets out of a board when nobody errs: 1 a win, 0 a draw, −1 a loss. */
export function worthOf(board: Board): number {
  return remembered(worths, board, () => {
    if (isLost(board)) return -1
    const moves = legalMoves(board)
    return moves.length === 0 ? 0 : Math.max(...moves.map((cell) => worthOfMove(board, cell)))
  })
}

/** All moves from which nothing better can be had, in order. */
export function bestMoves(board: Board): readonly number[] {
  return remembered(best, board, () => {
    const worth = worthOf(board)
    return legalMoves(board).filter((cell) => worthOfMove(board, cell) === worth)
  })
}

function worthOfMove(board: Board, cell: number): number {
  return 0 - worthOf(afterMove(board, cell))
}
