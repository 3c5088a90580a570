// What a few genomes say of a fitness function.
import type { FitnessCheck } from '../../core/api/fitness-check.ts'
import { texts } from '../ui/texts.ts'

const words = texts.gallery

export interface FitnessVerdict {
  readonly tone: 'good' | 'warn' | 'bad'
  readonly title: string
  readonly remarks: readonly string[]
}

export function verdictOf({ genomes, problem, msEach }: FitnessCheck): FitnessVerdict {
  const scores = genomes.flatMap((genome) => (genome.kind === 'scored' ? [genome.fitness] : []))
  const failed = genomes.length - scores.length
  if (failed > 0) {
    const tone = scores.length === 0 ? 'bad' : 'warn'
    return { tone, title: words.failed(failed, genomes.length), remarks: [] }
  }
  const remarks = [
    ...(scores.every((score) => score === scores[0]) ? [words.allEqual] : []),
    ...(isSolvedBy(problem.solvedAt, scores) ? [words.solved] : []),
  ]
  const title = words.works(problem.name, genomes.length, msEach)
  return { tone: remarks.length === 0 ? 'good' : 'warn', title, remarks }
}

const isSolvedBy = (solvedAt: number | null, scores: readonly number[]) =>
  solvedAt !== null && scores.some((score) => score >= solvedAt)
