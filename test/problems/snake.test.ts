import { expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { evaluationContext } from '../../core/problems/evaluation-context.ts'
import { SIDE, SnakeGame } from '../../core/problems/snake/game.ts'
import { snake } from '../../core/problems/snake/snake.ts'
import { functionNetwork } from './networks.ts'

const inputs = new Float64Array(10)
const [STRAIGHT, RIGHT, LEFT] = [0, 1, 2]

function seen(game: SnakeGame): readonly number[] {
  game.observe(inputs)
  return [...inputs]
}

test('a game begins with three cells that look east, from which everything is seen', () => {
  const game = new SnakeGame(Random.fromSeed(1))
  expect([...game.body()]).toEqual([
    [1, 5],
    [2, 5],
    [3, 5],
  ])
  const [wallAhead, itselfAhead, , wallRight, itselfRight, , wallLeft, itselfLeft, , length] = seen(game)
  expect([wallAhead, wallRight, wallLeft]).toEqual([1 / 7, 1 / 6, 1 / 5])
  expect([itselfAhead, itselfRight, itselfLeft, length]).toEqual([0, 0, 0, 0.03])
})

test('the apple is seen on the sides where it lies', () => {
  for (let seed = 0; seed < 50; seed++) {
    const game = new SnakeGame(Random.fromSeed(seed))
    const [x, y] = game.apple
    const at = seen(game)
    expect([at[2], at[5], at[8]]).toEqual([x > 3, y < 5, y > 5].map(Number))
  }
})

test('straight on ends at the wall', () => {
  const game = new SnakeGame(Random.fromSeed(3))
  while (!game.isOver) game.step(STRAIGHT)
  expect([game.death, game.steps]).toEqual(['wall', 7])
})

test('a snake of three turns on the spot for ever, until it starves, where no apple lies', () => {
  for (let seed = 0; seed < 20; seed++) {
    const game = new SnakeGame(Random.fromSeed(seed))
    while (!game.isOver) game.step(RIGHT)
    if (game.apples > 0) continue
    expect([game.death, game.steps]).toEqual(['hunger', 100 + 3 + 1])
    return
  }
  expect.unreachable('every seed had an apple there')
})

/** Round all cells on a way that closes, which eats everything. */
function roundAll(game: SnakeGame): number {
  const body = [...game.body()]
  const [x, y] = body.at(-1) ?? [0, 0]
  const [fromX, fromY] = body.at(-2) ?? [0, 0]
  const next = y % 2 === 1 ? oddRow(x, y) : evenRow(x, y)
  const turn = (x - fromX) * (next[1] - y) - (y - fromY) * (next[0] - x)
  return turn === 0 ? STRAIGHT : turn < 0 ? RIGHT : LEFT
}
/** Column 0 leads up; the rows between wind down. */
const oddRow = (x: number, y: number): readonly [number, number] =>
  x === 0 ? (y === SIDE - 1 ? [1, y] : [0, y + 1]) : x === SIDE - 1 ? [x, y - 1] : [x + 1, y]
const evenRow = (x: number, y: number): readonly [number, number] =>
  x === 0 ? [0, y + 1] : y === 0 ? [x - 1, 0] : x === 1 ? [1, y - 1] : [x - 1, y]

test('who goes round all cells eats every apple and wins', () => {
  const game = new SnakeGame(Random.fromSeed(5))
  while (!game.isOver) game.step(roundAll(game))
  expect([game.hasWon, game.apples, game.death]).toEqual([true, SIDE * SIDE - 3, null])
})

test('a snake that turns into itself dies of it', () => {
  const game = new SnakeGame(Random.fromSeed(5))
  while (game.apples < 5) game.step(roundAll(game))
  for (let step = 0; step < 4 && !game.isOver; step++) game.step(RIGHT)
  expect(game.death).toBe('itself')
})

test('fitness is the mean of apples, and what is shown is what was scored', () => {
  const network = functionNetwork(10, (at) => [at[2] ?? 0, at[5] ?? 0, at[8] ?? 0])
  const options = { episodes: 1 }
  const score = snake.evaluate(network, evaluationContext(snake, 9, options))
  const frames = [...(snake.play?.frames(network, evaluationContext(snake, 9, options)) ?? [])]
  expect(frames.at(-1)?.figures).toMatchObject({ apples: typeof score === 'number' ? score : score.fitness })
})
