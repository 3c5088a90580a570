// The master that this machine listens with, kept from run to run so that workers stay: opened, changed and closed here.
import { ApiError } from '../api/neatwork-api.ts'
import type { Problem } from '../problems/problem.ts'
import { builtInProblems } from '../problems/registry.ts'
import type { Log } from './cluster/log.ts'
import { ClusterMaster, ListenError } from './cluster/master.ts'
import {
  IdentityError,
  loadIdentity,
  type MasterIdentity,
  passingIdentity,
} from './cluster/master-identity.ts'
import { keepOwnLinks } from './cluster/own-link.ts'
import { newToken } from './cluster/token.ts'
import type { RunSettings } from './run-settings.ts'

interface MasterDeskOptions {
  readonly appVersion: string
  /** Where the certificate is kept; null keeps none. */
  readonly stateFolder: string | null
  readonly log: Log
}

/** A master with the settings that it listens by, and the token that lets workers in. */
interface Listening {
  readonly cluster: ClusterMaster
  readonly key: string
  readonly token: string
  /** Takes the file with the join links away. */
  readonly forget: () => Promise<void>
}

export class MasterDesk {
  readonly #options: MasterDeskOptions
  #open: Listening | null = null
  #passing: Promise<MasterIdentity> | null = null

  constructor(options: MasterDeskOptions) {
    this.#options = options
  }

  /** The master, while there is one. */
  get master(): ClusterMaster | null {
    return this.#open?.cluster ?? null
  }

  /** Lets workers in; null while there is no master. */
  get token(): string | null {
    return this.#open?.token ?? null
  }

  /** A master that listens as `settings` say: the one there is, or a new one. Rejects with {@link ApiError}. */
  async listen({ cluster, localSlots, token: wanted, problem }: RunSettings): Promise<ClusterMaster> {
    const { minWorkers: _, ...listening } = cluster // may change from run to run without losing the workers
    const key = JSON.stringify([listening, localSlots, wanted, problem.own])
    if (this.#open?.key === key) return this.#open.cluster
    await this.close()
    const token = wanted ?? newToken()
    try {
      const master = await ClusterMaster.listen({
        ...cluster,
        localSlots,
        token,
        problems: knownProblems(problem),
        identity: await this.#identity(),
        appVersion: this.#options.appVersion,
        log: this.#options.log,
      })
      this.#open = { cluster: master, key, token, forget: await this.#remember(master) }
      return master
    } catch (error) {
      if (error instanceof ListenError || error instanceof IdentityError) {
        throw new ApiError('failed', error.message, { cause: error })
      }
      throw error
    }
  }

  /** A new token: links and codes of before let nobody in any more. */
  async changeToken(): Promise<string> {
    const token = newToken()
    const { cluster, key } = this.mustHaveLinks()
    cluster.entrance.changeToken(token)
    this.#open = { cluster, key, token, forget: await this.#remember(cluster) }
    return token
  }

  /** Throws {@link ApiError} while there is no master. */
  mustListen(): Listening {
    if (this.#open === null) throw new ApiError('not-now', 'No master listens on this machine at the moment.')
    return this.#open
  }

  /** Throws {@link ApiError} where no link or code lets workers in. */
  mustHaveLinks(): Listening {
    const open = this.mustListen()
    if (!open.cluster.isBrokered) return open
    throw new ApiError(
      'not-now',
      'The broker says who may come in: change its users or their passwords there.',
    )
  }

  /** The master whose worker that is. Throws {@link ApiError} where it has none of that key any more. */
  clusterWith(key: string): ClusterMaster {
    const { cluster } = this.mustListen()
    if (!cluster.workers().some((worker) => worker.key === key && !worker.local && worker.state !== 'gone')) {
      throw new ApiError('not-found', 'That worker has left already.')
    }
    return cluster
  }

  async close(): Promise<void> {
    await this.#open?.forget()
    await this.#open?.cluster.close()
    this.#open = null
  }

  /** For programs of the same account on this machine. */
  async #remember({ port, joinLinks, isBrokered }: ClusterMaster): Promise<() => Promise<void>> {
    const { stateFolder, log } = this.#options
    if (stateFolder === null || isBrokered) return async () => {}
    return await keepOwnLinks(stateFolder, { port, joinLinks }, log)
  }

  /** One that is kept nowhere lasts as long as this desk, so that its links stay good from run to run. */
  async #identity(): Promise<MasterIdentity> {
    const { stateFolder, log } = this.#options
    if (stateFolder !== null) return await loadIdentity(stateFolder, log)
    this.#passing ??= passingIdentity()
    return await this.#passing
  }
}

/** What everybody has, and somebody's own where it is one; where that is Python, its slots know nothing else. */
export function knownProblems(problem: Problem | null): readonly Problem[] {
  if (problem?.own?.language === 'python') return [problem]
  return problem?.own === undefined ? builtInProblems : [...builtInProblems, problem]
}
