// A page as it stands in the desktop's window: a made-up preload in front of it, whose desktop answers as the scene says.
import type { Page } from 'playwright-core'
import type { CommandName, CommandRequest } from '../../core/api/commands.ts'
import type { DesktopReplies } from '../../core/api/desktop.ts'
import { answerCommand } from '../../core/api/serve.ts'
import type { FakeApi } from '../renderer/fake-api.ts'

/** What a scene's desktop says; what is missing it refuses. */
export type SceneDesktop = Partial<DesktopReplies>

declare global {
  interface Window {
    sceneAsks(name: string, request: unknown): Promise<unknown>
  }
}

const QUESTION = 'desktop:'

/** Before the page goes anywhere. `now` is looked at whenever it asks. */
export async function bringDesktop(
  page: Page,
  now: () => { readonly api: FakeApi; readonly desktop: SceneDesktop },
): Promise<void> {
  await page.exposeFunction('sceneAsks', async (name: string, request: unknown) => {
    const { api, desktop } = now()
    if (name === 'state') return await new Promise((heard) => api.subscribe(heard))
    if (!name.startsWith(QUESTION))
      return await answerCommand(api, name, request as CommandRequest<CommandName>)
    const value = desktop[name.slice(QUESTION.length) as keyof SceneDesktop]
    return value === undefined
      ? { ok: false, code: 'bad-request', message: `This scene's desktop has no ${name}.` }
      : { ok: true, value }
  })
  await page.addInitScript((question) => {
    Object.defineProperty(window, 'neatwork', {
      value: {
        call: (name: string, request: unknown) => window.sceneAsks(name, request),
        subscribe: (listener: (event: unknown) => void) => {
          void window.sceneAsks('state', null).then(listener)
          return () => {}
        },
        desktop: {
          ask: (name: string) => window.sceneAsks(question + name, null),
          onOpen: () => () => {},
        },
      },
    })
  }, QUESTION)
}
