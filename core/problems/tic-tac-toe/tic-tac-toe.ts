// Tic-tac-toe by co-evolution, as in Angeline & Pollack 1993 ("Competitive environments evolve better solutions for complex
// tasks"). Perfect play is known, so that progress can be measured exactly, which matches within a generation can't do.
import type { Problem } from '../problem.ts'
import { legalMoves } from './board.ts'
import { lostCourses, notLost, type Outcome, playGame } from './match.ts'
import { playTicTacToe } from './play.ts'
import { bestMoves, networkPlayer, type Player } from './players.ts'

const OPPONENTS = 8
/** Not to lose is what can be had from everybody, so a draw is nearly a win. */
const POINTS: Readonly<Record<Outcome, number>> = { won: 1, drawn: 0.8, lost: 0 }
const TURNED: Readonly<Record<Outcome, Outcome>> = { won: 'lost', drawn: 'drawn', lost: 'won' }

const CELL_NAMES = ['top', 'middle', 'bottom'].flatMap((row) =>
  ['left', 'centre', 'right'].map((column) => `${row} ${column}`),
)

/** Mean points of two games, one on each side. */
function pointsAgainst(own: Player, other: Player): number {
  return (POINTS[playGame(own, other)] + POINTS[TURNED[playGame(other, own)]]) / 2
}

/** How the player fares against everybody's fixed opponents: exact, and comparable between generations. */
function yardsticks(own: Player) {
  const perfect = notLost(own, bestMoves)
  const random = notLost(own, legalMoves)
  return {
    odds: (perfect + random) / 2,
    metrics: { 'not lost against perfect play': perfect, 'not lost against random play': random },
  }
}

export const ticTacToe: Problem = {
  name: 'tic-tac-toe',
  version: 1,
  summary: 'Plays tic-tac-toe against others of its generation; solved by who never loses.',
  inputs: ['own', 'other'].flatMap((owner) => CELL_NAMES.map((cell) => `${owner} ${cell}`)),
  outputs: CELL_NAMES,
  // Only winning every game would reach it; the trial of the champion decides.
  solvedAt: 1,
  worstFitness: 0,
  deterministic: true,
  opponents: OPPONENTS,
  options: {
    yardstick: {
      kind: 'number',
      default: 0.75,
      low: 0,
      high: 1,
      description: 'Part of the fitness that is the odds against fixed players; the rest are matches.',
    },
  },
  evaluate(network, { options, opponents }) {
    const own = networkPlayer(network)
    const { odds, metrics } = yardsticks(own)
    if (opponents.length === 0) return { fitness: odds, metrics }
    const points = opponents.reduce((sum, other) => sum + pointsAgainst(own, networkPlayer(other)), 0)
    const against = points / opponents.length
    // Without a yardstick a generation of beginners trains on beginners only.
    const share = Number(options['yardstick'])
    return {
      fitness: against * (1 - share) + odds * share,
      metrics: { ...metrics, 'points against others': against },
    }
  },
  tryChampion(network) {
    const own = networkPlayer(network)
    const { courses, lost } = lostCourses(own)
    return { solved: lost === 0, metrics: { ...yardsticks(own).metrics, 'courses lost': lost, courses } }
  },
  play: playTicTacToe,
}
