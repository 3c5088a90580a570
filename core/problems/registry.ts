// The problems that every Neatwork brings along.
import { nearestName } from '../base/config-issue.ts'
import { bipedalWalker } from './box2d/bipedal-walker.ts'
import { lunarLander } from './box2d/lunar-lander.ts'
import { radarCar } from './car/radar-car.ts'
import { acrobot } from './control/acrobot.ts'
import { cartPole } from './control/cart-pole.ts'
import { mountainCar } from './control/mountain-car.ts'
import { continuousMountainCar } from './control/mountain-car-continuous.ts'
import { pendulum } from './control/pendulum.ts'
import { doublePole } from './double-pole/with-velocities.ts'
import { doublePoleWithoutVelocities } from './double-pole/without-velocities.ts'
import { deceptiveMaze } from './maze/deceptive-maze.ts'
import { parity } from './parity.ts'
import type { Problem } from './problem.ts'
import { retina } from './retina.ts'
import { sequenceRecall } from './sequence-recall.ts'
import { snake } from './snake/snake.ts'
import { tableProblems } from './table/table-problems.ts'
import { ticTacToe } from './tic-tac-toe/tic-tac-toe.ts'
import { twoSpirals } from './two-spirals.ts'
import { visualDiscrimination } from './visual-discrimination.ts'
import { xor } from './xor.ts'

/** The problems that Neatwork brings along. */
export const builtInProblems: readonly Problem[] = [
  xor,
  ...[2, 3, 4, 5].map(parity),
  cartPole,
  mountainCar,
  continuousMountainCar,
  acrobot,
  pendulum,
  doublePole,
  doublePoleWithoutVelocities,
  sequenceRecall,
  radarCar,
  deceptiveMaze,
  snake,
  lunarLander,
  bipedalWalker,
  twoSpirals,
  retina,
  visualDiscrimination,
  ticTacToe,
  ...tableProblems,
]

/** A problem, or one sentence that says why there is none. */
export type FoundProblem =
  | { readonly ok: true; readonly problem: Problem }
  | { readonly ok: false; readonly message: string }

/** The built-in problem called `name`, or one sentence that says which there are. */
export function findProblem(name: string): FoundProblem {
  const problem = builtInProblems.find((candidate) => candidate.name === name)
  if (problem !== undefined) return { ok: true, problem }
  const names = builtInProblems.map((candidate) => candidate.name)
  const near = nearestName(name, names)
  const hint = near === null ? `Choose one of: ${names.join(', ')}` : `Did you mean "${near}"?`
  return { ok: false, message: `There is no problem called "${name}". ${hint}` }
}
