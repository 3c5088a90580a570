// A master inside somebody's own program: it listens for workers and evaluates batches on them.
import { issuesText, parseWith } from '../../base/config-issue.ts'
import type { BatchEvaluator } from '../../evaluate/batch.ts'
import type { Problem } from '../../problems/problem.ts'
import { findProblem } from '../../problems/registry.ts'
import type { Log } from '../cluster/log.ts'
import { ClusterMaster } from '../cluster/master.ts'
import { loadIdentity, passingIdentity, stateFolder } from '../cluster/master-identity.ts'
import { newToken } from '../cluster/token.ts'
import { type ClusterSettings, clusterSettingsSchema } from '../cluster-settings.ts'
import { knownProblems } from '../master-desk.ts'
import { appVersion } from '../package-info.ts'

/** Settings of the cluster; what is left out is as at `neatwork master`. */
export interface MasterOptions extends Partial<ClusterSettings> {
  /** Slots of this process that evaluate besides the workers; none by default. */
  readonly localSlots?: number
  /** Keeps the certificate for later masters, so that their fingerprint stays; true by default. */
  readonly keepCertificate?: boolean
  readonly log?: Log
}

/** A master that listens: an evaluator, for {@link solve} or {@link evolve}. */
export interface MasterRun extends BatchEvaluator {
  /** One per address of this machine, best guess first. */
  readonly joinLinks: readonly string[]
  /** Ends the run for all workers and stops to listen. */
  close(): Promise<void>
}

/**
 * Listens, and offers `problem` to whoever joins: one that Neatwork brings along, or of {@link problemInFile}. Throws a
 * RangeError for settings that can't be, and for a problem that no worker could know.
 */
export async function startMaster(problem: Problem, options: MasterOptions = {}): Promise<MasterRun> {
  const { localSlots = 0, keepCertificate = true, log = () => {}, ...given } = options
  if (isStrange(problem)) throw new RangeError(strangeSentence(problem))
  const settings = parseWith(clusterSettingsSchema, given)
  if (!settings.ok) throw new RangeError(`The settings are wrong: ${issuesText(settings.issues)}.`)
  const identity = keepCertificate ? await loadIdentity(stateFolder(), log) : await passingIdentity()
  const master = await ClusterMaster.listen({
    ...settings.value,
    ...{ localSlots, log, identity },
    token: newToken(),
    problems: knownProblems(problem),
    appVersion: appVersion(),
  })
  const { minWorkers } = settings.value
  master.beginRun(problem, { runId: newToken(), minWorkers })
  return {
    joinLinks: master.joinLinks,
    evaluate: (batch, signal) => master.evaluate(batch, signal),
    async close() {
      master.endRun('the master has ended')
      await master.close()
    },
  }
}

/** Made in this program: its functions can't be sent, and a worker wouldn't know them. */
function isStrange({ name, own, declared }: Problem): boolean {
  return own === undefined && declared === undefined && !findProblem(name).ok
}

const strangeSentence = ({ name }: Problem): string =>
  `No worker could know "${name}", which this program has made: put it into a file of its own that exports it by default, ` +
  'and give startMaster what problemInFile makes of it.'
