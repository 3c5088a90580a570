// The rules of tic-tac-toe. A board is nine cells as the player to move sees them: 1 its own, −1 the other's, 0 empty.
// Cells are in range, hence the casts.

/** Cells from the top left, row by row. */
export type Board = readonly number[]

export const CELLS = 9

const LINES: readonly (readonly [number, number, number])[] = [
  [0, 1, 2],
  [3, 4, 5],
  [6, 7, 8],
  [0, 3, 6],
  [1, 4, 7],
  [2, 5, 8],
  [0, 4, 8],
  [2, 4, 6],
]

const EMPTY: Board = [0, 0, 0, 0, 0, 0, 0, 0, 0]

export function emptyBoard(): Board {
  return EMPTY
}

/** Cells that are free, in order. */
export function legalMoves(board: Board): readonly number[] {
  const free: number[] = []
  for (let cell = 0; cell < CELLS; cell++) if (board[cell] === 0) free.push(cell)
  return free
}

export function isFull(board: Board): boolean {
  return !board.includes(0)
}

/** The board after the player to move has taken `cell`, as the other one sees it. */
export function afterMove(board: Board, cell: number): Board {
  // A plain array: to make typed ones took most of an evaluation's time.
  const next = EMPTY.slice()
  for (let at = 0; at < CELLS; at++) next[at] = 0 - (board[at] as number)
  next[cell] = -1
  return next
}

/** Whether the player who has just moved has three in a row. */
export function isLost(board: Board): boolean {
  for (const [a, b, c] of LINES) if (board[a] === -1 && board[b] === -1 && board[c] === -1) return true
  return false
}

/** The row of three that decided, whoever has it; null where there is none. */
export function decidingLine(board: Board): readonly [number, number, number] | null {
  return LINES.find(([a, b, c]) => board[a] !== 0 && board[a] === board[b] && board[a] === board[c]) ?? null
}

/** A number from 0 to 3⁹ − 1 that tells boards apart. */
function boardNumber(board: Board): number {
  let number = 0
  for (let at = 0; at < CELLS; at++) number = number * 3 + (board[at] as number) + 1
  return number
}

/** What `find` gives for the board, looked up where it was found before. */
export function remembered<Value>(memory: Map<number, Value>, board: Board, find: () => Value): Value {
  const number = boardNumber(board)
  const known = memory.get(number)
  if (known !== undefined) return known
  const found = find()
  memory.set(number, found)
  return found
}
