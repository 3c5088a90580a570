// What `import … from 'neatwork'` gives: the engine, the problem contract, master and worker, for people who write their own
// program. Everything else may change from version to version.

export { type AbortSignalLike, Cancellation } from '../base/abort.ts'
export { type ConfigIssue, issuesText, type Parsed } from '../base/config-issue.ts'
export type { GenomeId, SpeciesId } from '../base/ids.ts'
export { Random, type RandomState } from '../base/random.ts'
export {
  type BatchEvaluator,
  type Evaluation,
  EvaluationAborted,
  type EvaluationBatch,
  type EvaluationItem,
  type FailedEvaluation,
  type FailureCause,
  type TunedNumbers,
  type Tuning,
} from '../evaluate/batch.ts'
export { SerialEvaluator } from '../evaluate/serial.ts'
export type { NetworkShape } from '../neat/first-genomes.ts'
export type { ConnectionGenes, Genome, NodeGenes, Origin } from '../neat/genome.ts'
export { genomeFromJson, genomeToJson } from '../neat/genome-codec.ts'
export { toNetworkSpec } from '../neat/network-of.ts'
export { type BestGenome, createPopulation, nextGeneration, type Population } from '../neat/population.ts'
export type { Species } from '../neat/species.ts'
export { compileNetwork } from '../network/compile.ts'
export type { ConnectionGeneJson, GenomeJson, NodeGeneJson } from '../network/genome-json.ts'
export type { DataSet } from '../network/gradient.ts'
export {
  ACTIVATIONS,
  type ActivationName,
  AGGREGATIONS,
  type AggregationName,
  type Network,
  type NetworkKind,
  type NetworkSpec,
} from '../network/network-spec.ts'
export type { AtWork, EvaluationSignal, TellProgress } from '../problems/at-work.ts'
export { evaluationContext, type Surroundings } from '../problems/evaluation-context.ts'
export type { OptionIssue, OptionSpec, OptionSpecs, OptionValue, OptionValues } from '../problems/options.ts'
export type { OwnProblem } from '../problems/own-problem.ts'
export type { Play, PlayFrame, PlayPoint, PlayTable, Role, Shape, Stage } from '../problems/play.ts'
export type {
  BehaviourAxis,
  ChampionTrial,
  Declared,
  EvaluationContext,
  Fitness,
  OwnCode,
  Problem,
  Score,
} from '../problems/problem.ts'
export { builtInProblems, type FoundProblem, findProblem } from '../problems/registry.ts'
export type { TableKind } from '../problems/table/data-table.ts'
export {
  batchOf,
  type EvaluatedGeneration,
  type Evolution,
  evolve,
  type FailedGenome,
  type GenerationOutcome,
} from '../run/evolve.ts'
export { parseRunConfig, type RunConfig, type RunConfigInput } from '../run/run-config.ts'
export type {
  ChampionSnapshot,
  ComplexitySnapshot,
  GenerationSnapshot,
  SpeciesSnapshot,
} from '../run/snapshot.ts'
export type { Log, LogLevel } from './cluster/log.ts'
export type { WorkerEnd } from './cluster/worker.ts'
export type { ClusterSettings } from './cluster-settings.ts'
export { problemInFile } from './library/problem-in-file.ts'
export { type Solution, type SolveOptions, solve } from './library/solve.ts'
export { type MasterOptions, type MasterRun, startMaster } from './library/start-master.ts'
export { type RunningWorker, startWorker, type WorkerOptions } from './library/start-worker.ts'
