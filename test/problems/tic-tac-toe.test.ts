import { describe, expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import type { Network } from '../../core/network/network-spec.ts'
import { evaluationContext } from '../../core/problems/evaluation-context.ts'
import { fitnessOf } from '../../core/problems/problem.ts'
import { problemHash } from '../../core/problems/problem-hash.ts'
import {
  afterMove,
  type Board,
  decidingLine,
  emptyBoard,
  isFull,
  isLost,
  legalMoves,
} from '../../core/problems/tic-tac-toe/board.ts'
import { lostCourses, notLost, playGame } from '../../core/problems/tic-tac-toe/match.ts'
import {
  bestFree,
  bestMoves,
  networkPlayer,
  perfectPlayer,
  signalsOf,
  worthOf,
} from '../../core/problems/tic-tac-toe/players.ts'
import { ticTacToe } from '../../core/problems/tic-tac-toe/tic-tac-toe.ts'
import { functionNetwork } from './networks.ts'

/** `x` is to move; anything else but `o` is free. */
const board = (text: string): Board =>
  Array.from(text.replaceAll('/', ''), (mark) => (mark === 'x' ? 1 : mark === 'o' ? -1 : 0))

const firstFree = functionNetwork(18, () => Array.from({ length: 9 }, (_, cell) => -cell))

/** Knows the game: among the cells that are as good as any. */
const knowing = functionNetwork(18, (inputs) => {
  const seen = Array.from({ length: 9 }, (_, cell) => (inputs[cell] ?? 0) - (inputs[9 + cell] ?? 0))
  const best = bestMoves(seen)
  return Array.from({ length: 9 }, (_, cell) => (best.includes(cell) ? 1 : 0))
})

const score = (network: Network, opponents: readonly Network[]) => {
  const result = ticTacToe.evaluate(network, evaluationContext(ticTacToe, 1, undefined, { opponents }))
  if (typeof result === 'number') throw new TypeError('it tells metrics')
  return result
}

describe('the rules', () => {
  test.each(['ooo/xx./x..', 'o.x/ox./o.x', 'o.x/xo./x.o', 'xxo/.o./o.x'])('%s is lost', (text) => {
    expect(isLost(board(text))).toBe(true)
    expect(decidingLine(board(text))).not.toBeNull()
  })

  test.each(['.../.../...', 'oo./xx./...', 'xox/xoo/oxx'])('%s is not', (text) => {
    expect(isLost(board(text))).toBe(false)
    expect(decidingLine(board(text))).toBeNull()
  })

  test('after a move the other one sees the board', () => {
    expect(afterMove(board('x../.o./...'), 8)).toEqual(board('o../.x./..o'))
    expect(legalMoves(board('x.o/xo./ox.'))).toEqual([1, 5, 8])
    expect([isFull(board('xox/xoo/oxx')), isFull(emptyBoard())]).toEqual([true, false])
  })
})

describe('players', () => {
  test('an empty board is a draw when nobody errs, and every first move keeps it', () => {
    expect(worthOf(emptyBoard())).toBe(0)
    expect(bestMoves(emptyBoard())).toHaveLength(9)
  })

  test.each([
    { name: 'a win is taken', text: 'xx./oo./...', moves: [2] },
    { name: 'a threat is met', text: 'oo./x../..x', moves: [2] },
    { name: 'a corner is answered by the centre', text: 'o../.../...', moves: [4] },
    { name: 'a fork is made', text: 'x../o../..x', moves: [2] },
  ])('$name: $text', ({ text, moves }) => {
    expect(bestMoves(board(text)).filter((move) => moves.includes(move))).toEqual(moves)
  })

  test('a network takes the free cell with the highest output, the first of equals', () => {
    expect(bestFree([0, 1, 2, 3, 4, 5, 6, 7, 8], board('.../.../x.o'))).toBe(7)
    expect(bestFree([5, 5, 5, 5, 5, 5, 5, 5, 5], board('xo./.../...'))).toBe(2)
    expect(bestFree(Array(9).fill(Number.NaN), board('xo./.../...'))).toBe(2)
  })

  test('it sees its own cells first, then the other’s', () => {
    expect([...signalsOf(board('x.o/.../..x'))]).toEqual([
      ...[1, 0, 0, 0, 0, 0, 0, 0, 1],
      ...[0, 0, 1, 0, 0, 0, 0, 0, 0],
    ])
  })

  test('it is reset before every move', () => {
    let asked = 0
    const once: Network = {
      ...firstFree,
      reset: () => {
        asked = 0
      },
      activate: (inputs) => {
        if (asked++ > 0) throw new Error('asked twice without a reset')
        return firstFree.activate(inputs)
      },
    }
    expect(playGame(networkPlayer(once), networkPlayer(once))).toBe('won')
  })

  test('two perfect players draw, whatever they choose among', () => {
    for (let seed = 0; seed < 50; seed++) {
      const random = Random.fromSeed(seed)
      expect(playGame(perfectPlayer(random), perfectPlayer(random))).toBe('drawn')
    }
  })
})

describe('the measure', () => {
  test('who knows the game never loses: the trial says solved', () => {
    const trial = ticTacToe.tryChampion?.(knowing)
    expect(trial).toMatchObject({ solved: true, metrics: { 'courses lost': 0 } })
    expect(trial?.metrics['not lost against perfect play']).toBe(1)
    expect(trial?.metrics['not lost against random play']).toBe(1)
  })

  test('who takes the first free cell loses some, and never against nobody', () => {
    const player = networkPlayer(firstFree)
    const { courses, lost } = lostCourses(player)
    expect(lost).toBeGreaterThan(0)
    expect(courses).toBeGreaterThan(lost)
    expect(ticTacToe.tryChampion?.(firstFree).solved).toBe(false)
  })

  test('the odds against chance are those of many games with chance', () => {
    const player = networkPlayer(firstFree)
    const random = Random.fromSeed(7)
    const chance = (seen: Board) => legalMoves(seen)[random.nextInt(legalMoves(seen).length)] ?? 0
    const GAMES = 4000
    let kept = 0
    for (let game = 0; game < GAMES / 2; game++) {
      if (playGame(player, chance) !== 'lost') kept++
      if (playGame(chance, player) !== 'won') kept++
    }
    expect(Math.abs(kept / GAMES - notLost(player, legalMoves))).toBeLessThan(0.03)
  })
})

describe('the fitness', () => {
  test('against itself: one game won and one lost, for beginning wins', () => {
    expect(score(firstFree, [firstFree]).metrics).toMatchObject({ 'points against others': 0.5 })
  })

  test('is higher against those who play badly, and the yardsticks stay', () => {
    const weak = score(knowing, [firstFree, firstFree])
    const strong = score(knowing, [knowing, knowing])
    expect(weak.fitness).toBeGreaterThan(strong.fitness)
    expect(strong.metrics).toMatchObject({ 'points against others': 0.8 })
    expect(weak.metrics?.['not lost against perfect play']).toBe(1)
  })

  test('is matches only, or the yardstick only, as the option says', () => {
    const fitness = (yardstick: number) =>
      fitnessOf(
        ticTacToe.evaluate(knowing, evaluationContext(ticTacToe, 1, { yardstick }, { opponents: [knowing] })),
      )
    expect([fitness(0), fitness(1)]).toEqual([0.8, 1])
    expect(fitness(0.75)).toBeCloseTo(0.95, 12)
  })

  test('counts every opponent the same, in any order', () => {
    const [a, b] = [score(knowing, [firstFree, knowing]), score(knowing, [knowing, firstFree])]
    expect(a).toEqual(b)
  })

  test('the fingerprint covers matches', () => {
    const { opponents: _, ...alone } = ticTacToe
    expect(problemHash(ticTacToe)).not.toBe(problemHash(alone))
  })
})

test('to be watched: a game on each side against the perfect player, move by move', () => {
  const frames = [...(ticTacToe.play?.frames(knowing, evaluationContext(ticTacToe, 3)) ?? [])]
  expect(frames).toHaveLength(20)
  expect(frames.map(({ figures }) => figures?.['outcome'])).toEqual([
    ...[...Array(9).fill('open'), 'drawn'],
    ...[...Array(9).fill('open'), 'drawn'],
  ])
  const circles = (at: number) => frames[at]?.shapes.filter(({ kind }) => kind === 'circle').length
  const crosses = (at: number) => frames[at]?.shapes.filter(({ kind }) => kind === 'path').length
  expect([circles(9), crosses(9)]).toEqual([4, 10])
  // The network's own moves show what it was given and answered.
  expect(frames.filter(({ inputs }) => inputs?.length === 18)).toHaveLength(9)
  expect(frames[1]).toMatchObject({ outputs: Array(9).fill(1) })
})
