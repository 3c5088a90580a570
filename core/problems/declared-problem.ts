// A problem that everybody has, with what people declared for it: made alike by the master and by whoever evaluates.
import { foundOnSubstrate } from './on-substrate.ts'
import type { Declared } from './problem.ts'
import type { FoundProblem } from './registry.ts'
import { foundOnTable } from './table/table-problem.ts'

/** The problem as it was found where nothing is declared; or one sentence that says why it can't be made. */
export function declaredProblem(found: FoundProblem, { table, substrate }: Declared): FoundProblem {
  if (!found.ok || (table === undefined && substrate === undefined)) return found
  const withData = table === undefined ? found : foundOnTable(found, table)
  const made = substrate === undefined ? withData : foundOnSubstrate(withData, substrate)
  if (!made.ok) return made
  const declared = {
    problem: found.problem,
    ...(table !== undefined && { table }),
    ...(substrate !== undefined && { substrate }),
  }
  return { ok: true, problem: { ...made.problem, declared } }
}
