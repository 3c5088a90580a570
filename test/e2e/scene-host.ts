// Serves a scene to a page as the app serves itself, with nothing behind it: one host for many scenes.
import { join, resolve } from 'node:path'
import type { CommandName, CommandReplies, CommandRequest } from '../../core/api/commands.ts'
import type { ApiEvent, NeatworkApi } from '../../core/api/neatwork-api.ts'
import type { AppState } from '../../core/api/views.ts'
import { passingIdentity } from '../../core/node/cluster/master-identity.ts'
import { WebHost } from '../../core/node/web/web-host.ts'
import type { FakeApi } from '../renderer/fake-api.ts'
import { sceneApi } from '../renderer/scenes.ts'

const pageFolder = join(resolve(import.meta.dirname, '../..'), 'dist/renderer')

export type Place = 'loopback' | 'https'

/** An api whose scene is exchanged; pages are loaded anew for the next one. */
export class SceneHost {
  readonly #stage: Stage
  readonly #identity: Identity
  #host: WebHost
  #isThere = true

  private constructor(host: WebHost, stage: Stage, identity: Identity) {
    this.#host = host
    this.#stage = stage
    this.#identity = identity
  }

  /** On loopback, or for other machines over TLS. */
  static async open(place: Place = 'loopback'): Promise<SceneHost> {
    const stage = new Stage()
    const identity = place === 'https' ? await passingIdentity() : null
    return new SceneHost(await served(stage, identity, 0), stage, identity)
  }

  /** Lets its owner in. */
  get url(): string {
    return this.#host.url
  }

  /** Lets people in who only look on. */
  get audienceUrl(): string {
    return this.#host.audienceUrl
  }

  show(name: string, state: AppState): FakeApi {
    this.#stage.api = sceneApi(name, state)
    return this.#stage.api
  }

  /** Behind the scene that is shown. */
  get api(): FakeApi {
    return this.#stage.api
  }

  get isThere(): boolean {
    return this.#isThere
  }

  /** Leaves its pages alone until it is back. */
  async leave(): Promise<void> {
    this.#isThere = false
    await this.#host.close()
  }

  /** At the same port, with other tokens. */
  async comeBack(): Promise<void> {
    this.#host = await served(this.#stage, this.#identity, this.#host.port)
    this.#isThere = true
  }

  async close(): Promise<void> {
    if (this.#isThere) await this.#host.close()
  }
}

type Identity = Awaited<ReturnType<typeof passingIdentity>> | null

function served(api: Stage, identity: Identity, port: number): Promise<WebHost> {
  return WebHost.listen({
    ...{ api, port, pageFolder },
    ...(identity === null ? { allowFiles: true } : { host: '0.0.0.0', identity }),
  })
}

class Stage implements NeatworkApi {
  api: FakeApi = sceneApi('home', {
    appVersion: '',
    access: { acts: true, files: true },
    suggestion: { kind: 'none' },
    files: 'none',
    mode: { kind: 'home' },
  })

  call<Name extends CommandName>(name: Name, request: CommandRequest<Name>): Promise<CommandReplies[Name]> {
    return this.api.call(name, request)
  }

  subscribe(listener: (event: ApiEvent) => void): () => void {
    return this.api.subscribe(listener)
  }
}
