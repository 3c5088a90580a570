// Problems over tables: two that people's own data take the place of, and three classic sets.

import { PI, sin } from '../../base/portable-math.ts'
import { Random } from '../../base/random.ts'
import type { Problem } from '../problem.ts'
import { autoMpg } from './sets/auto-mpg.ts'
import { iris } from './sets/iris.ts'
import { fromValues } from './sets/table-of.ts'
import { wine } from './sets/wine.ts'
import { tableProblem } from './table-problem.ts'

const OWN = 'Your own data take its place: --data FILE --target COLUMN.'

/** One period of a sine. */
const sineRows = Array.from({ length: 100 }, (_, row) => (2 * PI * row) / 99).flatMap((x) => [x, sin(x)])

/** Points of a square, and whether they lie within a circle that covers half of it. */
function circleRows(): readonly number[] {
  const random = Random.fromSeed(1)
  return Array.from({ length: 200 }, () => [random.nextBetween(-1, 1), random.nextBetween(-1, 1)]).flatMap(
    ([x = 0, y = 0]) => [x, y, x * x + y * y < 2 / PI ? 1 : 0],
  )
}

export const tableProblems: readonly Problem[] = [
  tableProblem(
    'regression',
    { name: 'regression', summary: `A number told from others, a sine unless told otherwise. ${OWN}` },
    fromValues(['x'], ['sine'], sineRows),
  ),
  tableProblem(
    'classification',
    { name: 'classification', summary: `A class told from numbers, a circle unless told otherwise. ${OWN}` },
    fromValues(['x', 'y'], ['outside', 'inside'], circleRows()),
  ),
  tableProblem(
    'classification',
    { name: 'iris', summary: 'Which of three species an iris is of (Fisher 1936).' },
    iris,
  ),
  tableProblem(
    'classification',
    { name: 'wine', summary: 'Which of three growers a wine is from (Forina).' },
    wine,
  ),
  tableProblem(
    'regression',
    { name: 'auto-mpg', summary: 'How many miles a car goes per gallon (Quinlan 1993).' },
    autoMpg,
  ),
]
