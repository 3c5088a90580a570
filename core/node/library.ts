// What `import … from 'neatwork'` gives: the engine, the problem contract, and evaluation on this machine, for people who
// write their own program. Everything else may change from version to version.

export { Cancellation } from '../base/abort.ts'
export { issuesText } from '../base/config-issue.ts'
export { Random } from '../base/random.ts'
export type { BatchEvaluator, Evaluation, EvaluationBatch, EvaluationItem } from '../evaluate/batch.ts'
export { SerialEvaluator } from '../evaluate/serial.ts'
export type { Genome } from '../neat/genome.ts'
export { genomeFromJson, genomeToJson } from '../neat/genome-codec.ts'
export { toNetworkSpec } from '../neat/network-of.ts'
export { compileNetwork } from '../network/compile.ts'
export type { GenomeJson } from '../network/genome-json.ts'
export type { Network, NetworkSpec } from '../network/network-spec.ts'
export type { EvaluationSignal } from '../problems/at-work.ts'
export { evaluationContext } from '../problems/evaluation-context.ts'
export type { OptionSpec, OptionSpecs, OptionValue, OptionValues } from '../problems/options.ts'
export type { OwnProblem } from '../problems/own-problem.ts'
export type { Play, PlayFrame, PlayPoint, Role, Shape, Stage } from '../problems/play.ts'
export type {
  BehaviourAxis,
  ChampionTrial,
  EvaluationContext,
  Fitness,
  Problem,
  Score,
} from '../problems/problem.ts'
export { builtInProblems, findProblem } from '../problems/registry.ts'
export { type Evolution, evolve, type GenerationOutcome } from '../run/evolve.ts'
export { parseRunConfig, type RunConfig, type RunConfigInput } from '../run/run-config.ts'
export type { GenerationSnapshot, SpeciesSnapshot } from '../run/snapshot.ts'
export { type Solution, type SolveOptions, solve } from './library/solve.ts'
export { type MasterOptions, type MasterRun, startMaster } from './library/start-master.ts'
export { startWorker, type WorkerOptions } from './library/start-worker.ts'
