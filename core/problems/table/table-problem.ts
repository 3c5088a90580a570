// Problems made of tables: to tell numbers, or a class, from a row. Fitness is measured on the training rows; the others,
// which fitness never sees, test the champion of every generation.
import { blake3 } from '@noble/hashes/blake3.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Network } from '../../network/network-spec.ts'
import type { ChampionTrial, Problem, Score } from '../problem.ts'
import type { FoundProblem } from '../registry.ts'
import { type DataTable, type TableKind, tableMisfit } from './data-table.ts'
import { classified, regressed } from './measures.ts'
import { classificationPlay, regressionPlay } from './play.ts'
import { splitTable } from './split.ts'

/** Of a regression: fitness = 1 / (2 − R²), so that 1 is perfect and ½ no better than the mean; this is R² = 0.9. */
const REGRESSION_SOLVED = 1 / 1.1
/** Of a classification: share of rows that are right. */
const CLASSIFICATION_SOLVED = 0.98

interface Description {
  readonly name: string
  readonly summary: string
}

/** Throws a RangeError where the table is none of that kind. */
export function tableProblem(kind: TableKind, { name, summary }: Description, table: DataTable): Problem {
  const misfit = tableMisfit(table, kind)
  if (misfit !== null) throw new RangeError(misfit)
  return {
    ...{ name, summary, version: 1, table: kind, worstFitness: 0, deterministic: true },
    inputs: table.inputs,
    outputs: table.targets,
    ...(kind === 'regression' ? regression(table) : classification(table)),
  }
}

type Learnt = Pick<Problem, 'solvedAt' | 'examples' | 'evaluate' | 'tryChampion' | 'play'>

function regression(table: DataTable): Learnt {
  const { train, test, scales } = splitTable(table, 'regression')
  const evaluate = (network: Network): Score => {
    const { r2 } = regressed(network, train, scales)
    return { fitness: 1 / (2 - r2), metrics: { trainR2: r2 } }
  }
  return {
    solvedAt: REGRESSION_SOLVED,
    examples: train,
    evaluate,
    tryChampion: (network): ChampionTrial => {
      const solved = fitness(evaluate(network)) >= REGRESSION_SOLVED
      if (test.rows === 0) return { solved, metrics: {} }
      const { r2, rmse } = regressed(network, test, scales)
      const named = rmse.map((error, at) => [`test RMSE of ${table.targets[at]}`, error] as const)
      return { solved, metrics: { 'test R²': r2, ...Object.fromEntries(named) } }
    },
    play: regressionPlay(train, test, { table, scales }),
  }
}

function classification(table: DataTable): Learnt {
  const { train, test } = splitTable(table, 'classification')
  const classes = table.targets.length
  const evaluate = (network: Network): Score => {
    const { right, clarity } = classified(network, train, classes)
    // Whole rows count; how clear the answers are decides between networks that have as many right.
    const all = right === train.rows ? train.rows : right + Math.min(clarity, 0.999)
    return { fitness: all / train.rows, metrics: { trainAccuracy: right / train.rows, clarity } }
  }
  return {
    solvedAt: CLASSIFICATION_SOLVED,
    examples: train,
    evaluate,
    tryChampion: (network): ChampionTrial => {
      const solved = fitness(evaluate(network)) >= CLASSIFICATION_SOLVED
      if (test.rows === 0) return { solved, metrics: {} }
      return { solved, metrics: { 'test accuracy': classified(network, test, classes).right / test.rows } }
    },
    play: classificationPlay(train, test, table),
  }
}

const fitness = (score: Score): number => score.fitness

/** A problem that learns from tables, with somebody's own, or one sentence that says why not. */
export function foundOnTable(found: FoundProblem, table: DataTable): FoundProblem {
  if (!found.ok) return found
  const { problem } = found
  if (problem.table === undefined) {
    return {
      ok: false,
      message: `"${problem.name}" learns from no data. Choose "regression" or "classification".`,
    }
  }
  const misfit = tableMisfit(table, problem.table)
  if (misfit !== null) return { ok: false, message: `The data can't be used: ${misfit}.` }
  const name = `${problem.name}-of-${tableHash(table)}`
  return {
    ok: true,
    problem: tableProblem(problem.table, { name, summary: summaryOf(problem.table, table) }, table),
  }
}

function summaryOf(kind: TableKind, { inputs, targets }: DataTable): string {
  if (kind === 'classification')
    return `Which of ${targets.length} classes a row of ${inputs.length} numbers is of.`
  return `What ${targets.join(', ')} is, told from ${inputs.length} numbers.`
}

/** Sixteen hexadecimal digits over a parsed table, whose keys have one order. */
function tableHash(table: DataTable): string {
  return bytesToHex(blake3(utf8ToBytes(JSON.stringify(table)), { dkLen: 8 }))
}
