// Serves a scene to a page as the app serves itself, with nothing behind it: one host for many scenes.
import { join, resolve } from 'node:path'
import type { CommandName, CommandReplies, CommandRequest } from '../../core/api/commands.ts'
import type { ApiEvent, NeatworkApi } from '../../core/api/neatwork-api.ts'
import type { AppState } from '../../core/api/views.ts'
import { WebHost } from '../../core/node/web/web-host.ts'
import type { FakeApi } from '../renderer/fake-api.ts'
import { sceneApi } from '../renderer/scenes.ts'

const pageFolder = join(resolve(import.meta.dirname, '../..'), 'dist/renderer')

/** An api whose scene is exchanged; pages are loaded anew for the next one. */
export class SceneHost {
  readonly url: string
  readonly #host: WebHost
  readonly #stage: Stage

  private constructor(host: WebHost, stage: Stage) {
    this.url = host.url
    this.#host = host
    this.#stage = stage
  }

  static async open(): Promise<SceneHost> {
    const stage = new Stage()
    return new SceneHost(await WebHost.listen({ api: stage, port: 0, pageFolder, allowFiles: true }), stage)
  }

  show(name: string, state: AppState): FakeApi {
    this.#stage.api = sceneApi(name, state)
    return this.#stage.api
  }

  close(): Promise<void> {
    return this.#host.close()
  }
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
