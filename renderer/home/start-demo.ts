// A run that solves something in front of one's eyes: a car that learns to drive, within seconds on any machine.
import { showFirst } from '../run/panel-desk.ts'
import { command } from '../store.ts'

const PROBLEM = 'car'
/** Solves within a dozen generations: far enough to see curve, species and network grow. */
const SEED = 1

export async function startDemo(): Promise<void> {
  const [request, problems] = await Promise.all([
    command('defaultRunRequest', null),
    command('listProblems', null),
  ])
  const preset = problems.find(({ name }) => name === PROBLEM)?.preset
  const localSlots = Math.max(1, request.localSlots)
  showFirst('behaviour')
  await command('startRun', {
    ...request,
    ...preset,
    role: 'local',
    problem: PROBLEM,
    seed: SEED,
    localSlots,
  })
}
