// Branded ids: numbers and strings that must not be mixed up. They know nothing of what they name.

declare const brand: unique symbol
type Branded<Value, Name extends string> = Value & { readonly [brand]: Name }

/** Number of a genome, unique within a run. */
export type GenomeId = Branded<number, 'GenomeId'>
/** Number of a species, unique within a run; never given again. */
export type SpeciesId = Branded<number, 'SpeciesId'>
/** Number of a batch handed to a worker, unique within a run of the master process. */
export type BatchId = Branded<number, 'BatchId'>
/** Key of a worker's session, made by the worker's process; labels are for people, keys are for the master. */
export type WorkerKey = Branded<string, 'WorkerKey'>

export const genomeId = (value: number): GenomeId => value as GenomeId
export const speciesId = (value: number): SpeciesId => value as SpeciesId
export const batchId = (value: number): BatchId => value as BatchId
export const workerKey = (value: string): WorkerKey => value as WorkerKey
