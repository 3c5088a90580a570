// Games between two players, and the exact odds of one against players who choose by chance.
import { afterMove, type Board, CELLS, emptyBoard, isFull, isLost, legalMoves, remembered } from './board.ts'
import type { Player } from './players.ts'

/** As the first player has it. */
export type Outcome = 'won' | 'drawn' | 'lost'

/** One game from the empty board. */
export function playGame(first: Player, second: Player): Outcome {
  let board = emptyBoard()
  for (let move = 0; move < CELLS; move++) {
    const isFirst = move % 2 === 0
    board = afterMove(board, (isFirst ? first : second)(board))
    if (isLost(board)) return isFirst ? 'won' : 'lost'
  }
  return 'drawn'
}

/** The moves among which an opponent chooses, each as likely. */
export type Choices = (board: Board) => readonly number[]

/**
 * Probability that `player` doesn't lose against somebody who chooses among `choices`: the mean of both sides, counted
 * over every course that a game may take.
 */
export function notLost(player: Player, choices: Choices): number {
  const known = new Map<number, number>()
  const own = (board: Board): number => {
    if (isLost(board)) return 0
    if (isFull(board)) return 1
    return others(afterMove(board, player(board)))
  }
  // A board is met on many courses, and what follows is the same.
  const others = (board: Board): number => {
    if (isLost(board) || isFull(board)) return 1
    return remembered(known, board, () => {
      const cells = choices(board)
      return cells.reduce((odds, cell) => odds + own(afterMove(board, cell)), 0) / cells.length
    })
  }
  return (own(emptyBoard()) + others(emptyBoard())) / 2
}

/** Games that `player` can be brought to lose, of all courses that games may take on either side. */
export function lostCourses(player: Player): { readonly courses: number; readonly lost: number } {
  let [courses, lost] = [0, 0]
  const own = (board: Board): void => {
    if (isLost(board)) lost++
    if (isLost(board) || isFull(board)) courses++
    else others(afterMove(board, player(board)))
  }
  const others = (board: Board): void => {
    if (isLost(board) || isFull(board)) courses++
    else for (const cell of legalMoves(board)) own(afterMove(board, cell))
  }
  own(emptyBoard())
  others(emptyBoard())
  return { courses, lost }
}
