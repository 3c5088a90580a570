// What a run searches for: fitness, novelty, or a fit genome for every behaviour.
import * as z from 'zod'

export const searchSchema = z.strictObject({
  objective: z.enum(['fitness', 'novelty', 'map-elites']).default('fitness').meta({
    description:
      'What selection rewards: fitness; novelty of behaviour alone (Lehman & Stanley 2011); or the fittest of every kind of behaviour, from which all children come (MAP-Elites, Mouret & Clune 2015). The last two need a problem with behaviours.',
  }),
  nearest: z
    .int()
    .min(1)
    .max(1000)
    .default(15)
    .meta({ description: 'Novelty: neighbours whose mean distance is the novelty of a behaviour.' }),
  archiveThreshold: z.number().min(0).max(1e6).default(0.05).meta({
    description:
      'Novelty: first threshold above which a behaviour enters the archive, in ranges of the axes; it adapts.',
  }),
  maxAdditions: z
    .int()
    .min(0)
    .max(1_000_000)
    .default(4)
    .meta({ description: 'Novelty: additions in a generation above which the threshold rises by a fifth.' }),
  quietEvaluations: z
    .int()
    .min(1)
    .max(1_000_000_000)
    .default(2500)
    .meta({ description: 'Novelty: evaluations without an addition after which it falls by a twentieth.' }),
  maxArchive: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(5000)
    .meta({ description: 'Novelty: behaviours that the archive holds; the oldest are forgotten.' }),
  cellsPerAxis: z
    .int()
    .min(2)
    .max(1000)
    .default(20)
    .meta({ description: 'MAP-Elites: cells into which each axis of behaviour is divided.' }),
})
