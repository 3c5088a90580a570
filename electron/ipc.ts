// The IPC carrier of NeatworkApi: checks who sends, lets the shared gate check what is sent, and passes events on.
// It knows no command by name.
import {
  type BrowserWindow,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  ipcMain,
  type WebContents,
} from 'electron'
import type { ApiEvent, CommandReply, NeatworkApi } from '../core/api/neatwork-api.ts'
import { answerCommand } from '../core/api/serve.ts'
import {
  COMMAND_CHANNEL,
  EVENT_CHANNEL,
  SUBSCRIBE_CHANNEL,
  TAKEN_CHANNEL,
  UNSUBSCRIBE_CHANNEL,
} from './channels.ts'
import { isOwnPage } from './sender.ts'

/** More listeners than a page has use for; a page gone wild can't fill the main process with them. */
const SUBSCRIPTIONS_PER_PAGE = 32
/** Events that a page may have to take before more are sent; what happens meanwhile is put together. */
const MOST_UNDER_WAY = 6

const STRANGER: CommandReply = {
  ok: false,
  code: 'bad-request',
  message: "Commands are taken from the app's own page only.",
}

/** Serves `api` to the pages of `ownWindows()`; every other sender gets a refusal, or silence. */
export function serveIpc(api: NeatworkApi, ownWindows: () => readonly BrowserWindow[]): void {
  const pages = new Map<WebContents, Subscriptions>()
  const of = (page: WebContents): Subscriptions => {
    const known = pages.get(page)
    if (known !== undefined) return known
    page.once('destroyed', () => pages.delete(page))
    const subscriptions = new Subscriptions(api, page)
    pages.set(page, subscriptions)
    return subscriptions
  }
  const isAsked = (event: IpcMainEvent, id: unknown): id is number =>
    isOwnPage(event, ownWindows()) && isSubscriptionNumber(id)
  ipcMain.handle(
    COMMAND_CHANNEL,
    async (event: IpcMainInvokeEvent, name: unknown, request: unknown): Promise<CommandReply> =>
      isOwnPage(event, ownWindows()) ? await answerCommand(api, name, request) : STRANGER,
  )
  ipcMain.on(SUBSCRIBE_CHANNEL, (event: IpcMainEvent, id: unknown) => {
    if (isAsked(event, id)) of(event.sender).add(id)
  })
  ipcMain.on(UNSUBSCRIBE_CHANNEL, (event: IpcMainEvent, id: unknown) => {
    if (isAsked(event, id)) of(event.sender).remove(id)
  })
  ipcMain.on(TAKEN_CHANNEL, (event: IpcMainEvent, id: unknown) => {
    if (isAsked(event, id)) of(event.sender).taken(id)
  })
}

interface Subscription {
  /** Events sent that the page hasn't taken yet. */
  underWay: number
  stop: () => void
}

/** The subscriptions of one page, whose listeners have numbers of its own; a reload or a closed window ends them all. */
class Subscriptions {
  readonly #api: NeatworkApi
  readonly #page: WebContents
  readonly #open = new Map<number, Subscription>()

  constructor(api: NeatworkApi, page: WebContents) {
    this.#api = api
    this.#page = page
    page.on('did-navigate', () => this.#removeAll())
    page.on('render-process-gone', () => this.#removeAll())
    page.once('destroyed', () => this.#removeAll())
  }

  add(id: number): void {
    this.remove(id)
    if (this.#open.size >= SUBSCRIPTIONS_PER_PAGE) return
    const subscription: Subscription = { underWay: 0, stop: () => {} }
    const send = (event: ApiEvent) => {
      if (this.#page.isDestroyed()) return
      subscription.underWay++
      this.#page.send(EVENT_CHANNEL, id, event)
    }
    subscription.stop = this.#api.subscribe(send, { isReady: () => subscription.underWay < MOST_UNDER_WAY })
    this.#open.set(id, subscription)
  }

  remove(id: number): void {
    this.#open.get(id)?.stop()
    this.#open.delete(id)
  }

  taken(id: number): void {
    const subscription = this.#open.get(id)
    if (subscription !== undefined) subscription.underWay = Math.max(0, subscription.underWay - 1)
  }

  #removeAll(): void {
    for (const id of [...this.#open.keys()]) this.remove(id)
  }
}

function isSubscriptionNumber(id: unknown): id is number {
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0
}
