// How evaluation is carried out: what decides nothing about a run's bits, but who evaluates, and how long is waited for
// whom. The seed guide's settings of the network, under their names.
import * as z from 'zod'
import { DEFAULT_MAX_RETRIES } from '../evaluate/give-up.ts'
import { parseBrokerAddress } from '../wire/broker/broker-address.ts'
import { isNeighbour, NEIGHBOUR_SHAPE } from '../wire/island-link.ts'

const wholeNumber = (low: number, high: number, byDefault: number) =>
  z.int().min(low).max(high).default(byDefault)

const BROKER_SHAPE = 'must look like nats://broker.example:4222'
const isBrokerOrNone = (text: string) => text === '' || parseBrokerAddress(text).ok

/** What concerns a run on this machine alone, too. */
const evaluation = {
  taskTimeoutMs: wholeNumber(100, 86_400_000, 300_000).meta({
    description: 'Time that one batch may take; a slot that takes longer is ended.',
  }),
  maxRetries: wholeNumber(1, 100, DEFAULT_MAX_RETRIES).meta({
    description: 'Failed evaluations after which a genome gets the worst fitness.',
  }),
  batchSize: wholeNumber(0, 1_000_000, 0).meta({
    description: 'Genomes in every batch; 0 sizes batches by measured speed.',
  }),
} as const

const network = {
  host: z.string().min(1).max(255).default('0.0.0.0').meta({ description: 'Address to listen on.' }),
  port: wholeNumber(0, 65_535, 5000).meta({ description: 'Port to listen on; 0 picks a free one.' }),
  minWorkers: wholeNumber(0, 100_000, 1).meta({ description: 'Workers without which the run waits.' }),
  heartbeatIntervalMs: wholeNumber(50, 600_000, 5000).meta({ description: 'Time between health checks.' }),
  heartbeatTimeoutMs: wholeNumber(0, 86_400_000, 0).meta({
    description: 'Silence after which a worker is lost; 0 for three health checks.',
  }),
  connectionTimeoutMs: wholeNumber(100, 600_000, 5000).meta({
    description: 'Time that a connection may take to introduce itself.',
  }),
  insecure: z.boolean().default(false).meta({
    description: 'Speak without TLS; on addresses of this machine only.',
  }),
  discovery: z.boolean().default(true).meta({
    description: 'Announce the master on the local network (never its token).',
  }),
  sendProblem: z.boolean().default(false).meta({
    description: "Send the problem's code to workers that accept it; they run it as their own.",
  }),
  broker: z.string().max(2000).default('').refine(isBrokerOrNone, BROKER_SHAPE).meta({
    description: 'NATS broker to meet the workers at, instead of listening.',
  }),
  brokerCreds: z.string().max(4000).default('').meta({
    description: 'File with the credentials of a NATS user.',
  }),
  brokerCa: z.string().max(4000).default('').meta({
    description: "File with the certificate authority of the broker's TLS.",
  }),
  brokerReplicas: wholeNumber(1, 5, 1).meta({
    description: "Nodes of the broker that keep the run's streams.",
  }),
  neighbours: z.array(z.string().max(2000).refine(isNeighbour, NEIGHBOUR_SHAPE)).max(64).default([]).meta({
    description: 'Links to masters of other islands, or the NATS broker where islands meet.',
  }),
  verifyPercent: z.number().min(0).max(100).default(2).meta({
    description: 'Genomes of a hundred that two workers evaluate, to compare their results.',
  }),
} as const

export const clusterSettingsSchema = z
  .strictObject({ ...network, ...evaluation })
  .refine(
    ({ heartbeatTimeoutMs, heartbeatIntervalMs }) =>
      heartbeatTimeoutMs === 0 || heartbeatTimeoutMs > heartbeatIntervalMs,
    { path: ['heartbeatTimeoutMs'], message: 'must be longer than heartbeatIntervalMs, or 0' },
  )
/** How evaluation is carried out: listening, waiting, trying again. */
export type ClusterSettings = z.output<typeof clusterSettingsSchema>

export const DEFAULT_CLUSTER: ClusterSettings = clusterSettingsSchema.parse({})
