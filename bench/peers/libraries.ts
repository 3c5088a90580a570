// The peers' own interfaces, as far as they are measured; the packages bring no types.
import { createRequire } from 'node:module'

export interface PeerNetwork {
  score?: number | undefined
  readonly nodes: readonly unknown[]
  readonly connections: readonly unknown[]
  activate(inputs: readonly number[]): number[]
  noTraceActivate?(inputs: readonly number[]): number[]
}

export interface PeerNeat {
  population: PeerNetwork[]
  evolve(): Promise<unknown>
}

interface NetworkClass {
  fromJSON(json: object): PeerNetwork
}

const load = createRequire(import.meta.url)

export const neataptic: {
  readonly Network: NetworkClass
  readonly Neat: new (inputs: number, outputs: number, fitness: unknown, options: object) => PeerNeat
} = load('neataptic')

export const carrot: {
  readonly Network: NetworkClass
  readonly Neat: new (inputs: number, outputs: number, options: object) => PeerNeat
} = load('@liquid-carrot/carrot')
