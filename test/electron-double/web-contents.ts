// WebContents: one Chromium page, its frames, its navigation, its requests, and its two-way IPC.
import { randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { readFileSync } from 'node:fs'
import { preventable } from './app.ts'
import type { CdpConnection, CdpSession } from './cdp.ts'
import { type Chromium, chromium, realUrl, standIn } from './chromium.ts'
import { type Frame, FrameTree } from './frames.ts'
import { createIpcCodec } from './ipc-codec.ts'
import { type IpcEvent, ipcMain } from './ipc-main.ts'
import {
  PRELOAD_WORLD,
  pageWorldSource,
  preloadWorldSource,
  RECEIVE_FUNCTION,
  SEND_BINDING,
} from './page/worlds.ts'
import { answerRequest, type PausedRequest } from './requests.ts'
import { session } from './session.ts'

export interface PageOptions {
  readonly preload: string | null
  readonly width: number
  readonly height: number
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' }

const codec = createIpcCodec()
let lastId = 0

export class WebContents extends EventEmitter {
  readonly id = ++lastId
  readonly session = session.defaultSession
  mainFrame: Frame | null = null
  readonly #page: Promise<CdpSession>
  #session: CdpSession | null = null
  #frames: FrameTree | null = null
  #targetId = ''
  #destroyed = false
  /** Address that the app itself asked for; a navigation to anything else was the page's idea. */
  #expected: string | null = null
  /** The document that loaded last, by the browser's name for its loader. */
  #loaded: string | null = null
  #loading = false
  /** Addresses of windows that the page has asked for. */
  readonly #wanted: string[] = []
  #openHandler: OpenHandler = () => ({ action: 'allow' })

  constructor(options: PageOptions) {
    super()
    this.#page = chromium().then((browser) => this.#open(browser, options))
    this.#page.catch((error: unknown) => this.emit('did-fail-load', error))
  }

  async loadURL(url: string): Promise<void> {
    this.#loading = true
    const page = await this.#page
    await this.#applyPermissions(url)
    this.#expected = standIn(url)
    const { loaderId, errorText } = await page.send('Page.navigate', { url: this.#expected })
    if (errorText !== undefined) throw new Error(`${errorText} loading '${url}'`)
    while (loaderId !== undefined && this.#loaded !== loaderId) await once(this, 'did-finish-load')
  }

  getURL(): string {
    return this.mainFrame?.url ?? ''
  }

  reload(): void {
    this.loadURL(this.getURL()).catch((error: unknown) => this.emit('did-fail-load', error))
  }

  isLoading(): boolean {
    return this.#loading
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  /** Structured-clones `args` and hands them to the listeners in the preload; lost when no page is there. */
  send(channel: string, ...args: unknown[]): void {
    this.#deliver(this.mainFrame, ['event', 0, channel, args])
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const page = await this.#page
    const { result, exceptionDetails } = await page.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    })
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    void chromium()
      .then(({ connection }) => connection.browser.send('Target.closeTarget', { targetId: this.#targetId }))
      .catch(() => {})
    this.emit('destroyed')
  }

  async #open(browser: Chromium, options: PageOptions): Promise<CdpSession> {
    const { connection, contextId } = browser
    const created = await connection.browser.send('Target.createTarget', {
      url: 'about:blank',
      browserContextId: contextId,
    })
    this.#targetId = created['targetId']
    const attached = await connection.browser.send('Target.attachToTarget', {
      targetId: this.#targetId,
      flatten: true,
    })
    const page = connection.session(attached['sessionId'])
    this.#session = page
    page.on('Page.windowOpen', ({ url }) => void this.#wanted.push(url))
    this.#watchBrowser(browser)
    this.#frames = new FrameTree(page, (frame) => this.#navigated(frame))
    page.on('Page.lifecycleEvent', ({ frameId, loaderId, name }) => {
      // The empty page that every target begins with is not one that the app loaded.
      const ours = frameId === this.mainFrame?.id && this.mainFrame?.url !== 'about:blank'
      if (name === 'load' && ours) this.#finishLoad(loaderId)
    })
    page.on('Runtime.bindingCalled', (call) => this.#receive(call.executionContextId, call.payload))
    page.on('Fetch.requestPaused', (request: PausedRequest) => {
      // A window that was closed, or a page that was left, has no more use for what it asked for.
      this.#request(page, request).catch((error: unknown) => {
        if (!this.#destroyed && !isLeft(error)) throw error
      })
    })
    await this.#prepare(page, options)
    return page
  }

  async #prepare(page: CdpSession, { preload, width, height }: PageOptions): Promise<void> {
    const secret = randomUUID()
    const metrics = { width, height, deviceScaleFactor: 1, mobile: false }
    await page.send('Page.enable')
    await page.send('Page.setLifecycleEventsEnabled', { enabled: true })
    await page.send('Runtime.enable')
    await page.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] })
    await page.send('Emulation.setDeviceMetricsOverride', metrics)
    await page.send('Emulation.setFocusEmulationEnabled', { enabled: true })
    if (preload === null) return
    await page.send('Runtime.addBinding', { name: SEND_BINDING, executionContextName: PRELOAD_WORLD })
    // The page's end of the bridge first: it has to listen when the preload offers something.
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorldSource(secret) })
    const source = preloadWorldSource(secret, readFileSync(preload, 'utf8'))
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: PRELOAD_WORLD })
  }

  #watchBrowser({ connection }: Chromium): void {
    const browser = connection.browser
    browser.on('Target.targetCreated', ({ targetInfo }) => {
      // A window without an opener is told of as nobody's, right after its page has asked for it.
      const isNobodys = targetInfo.openerId === undefined && this.#wanted.length > 0
      if (targetInfo.openerId !== this.#targetId && !isNobodys) return
      // A popup is told of before it has its address.
      const url = this.#wanted.shift() ?? targetInfo.url
      const { action } = this.#openHandler({ url: realUrl(url) })
      if (action === 'deny') void closePopup(connection, targetInfo.targetId).catch(() => {})
    })
    browser.on('Target.targetDestroyed', ({ targetId }) => {
      if (targetId !== this.#targetId || this.#destroyed) return
      this.#destroyed = true
      this.emit('destroyed')
    })
    void browser.send('Target.setDiscoverTargets', { discover: true })
  }

  async #applyPermissions(url: string): Promise<void> {
    if (standIn(url) !== url)
      await this.session.applyPermissions(await chromium(), new URL(standIn(url)).origin, url)
  }

  #finishLoad(loaderId: string): void {
    this.#loaded = loaderId
    this.#loading = false
    this.emit('did-finish-load')
  }

  #navigated(frame: Frame): void {
    this.mainFrame = frame
    this.emit('did-navigate', {}, frame.url)
  }

  /** Asks `will-navigate` about the page's own navigations, then lets the protocol handler or the network answer. */
  async #request(page: CdpSession, request: PausedRequest): Promise<void> {
    const navigation =
      request.resourceType === 'Document' &&
      (this.mainFrame === null || request.frameId === this.mainFrame.id)
    if (navigation && request.request.url !== this.#expected) {
      const event = Object.assign(preventable(), { url: realUrl(request.request.url), isMainFrame: true })
      this.emit('will-navigate', event, event.url)
      if (event.defaultPrevented)
        return void (await page.send('Fetch.failRequest', {
          requestId: request.requestId,
          errorReason: 'Aborted',
        }))
    }
    if (navigation) this.#expected = null
    await answerRequest(page, request)
  }

  #receive(contextId: number, payload: string): void {
    const frame = this.#frames?.ofContext(contextId) ?? null
    const message = codec.decode(payload)
    if (!Array.isArray(message)) return
    const [kind, id, channel, args] = message
    const event: IpcEvent = {
      sender: this,
      senderFrame: frame,
      frameId: frame?.routingId ?? -1,
      processId: this.id,
      type: 'frame',
    }
    if (kind === 'send') ipcMain.emit(channel, event, ...args)
    else void this.#answer(frame, id, ipcMain.invoke(event, channel, args))
  }

  async #answer(frame: Frame | null, id: number, outcome: Promise<unknown>): Promise<void> {
    try {
      this.#deliver(frame, ['reply', id, await outcome])
    } catch (error) {
      this.#deliver(frame, ['failure', id, error instanceof Error ? error.message : String(error)])
    }
  }

  #deliver(frame: Frame | null, message: readonly unknown[]): void {
    const text = codec.encode(message)
    const contextId = frame === null ? null : (this.#frames?.contextOf(frame, PRELOAD_WORLD) ?? null)
    if (contextId === null || this.#destroyed) return
    const expression = `${RECEIVE_FUNCTION}(${JSON.stringify(text)})`
    // A page that goes away in between has no more use for the message.
    this.#session?.send('Runtime.evaluate', { expression, contextId }).catch(() => {})
  }
}

/** Chromium has given up the request since it told of it. */
function isLeft(error: unknown): boolean {
  return error instanceof Error && error.message.includes('Invalid InterceptionId')
}

/**
 * Electron never makes a denied window; here it exists for a moment. Its renderer has to answer once before it may be
 * closed: a popup that another DevTools client holds at its start would hold its opener for ever.
 */
async function closePopup(connection: CdpConnection, targetId: string): Promise<void> {
  const attached = await connection.browser.send('Target.attachToTarget', { targetId, flatten: true })
  const popup = connection.session(attached['sessionId'])
  await popup.send('Runtime.runIfWaitingForDebugger')
  await popup.send('Runtime.evaluate', { expression: '0' })
  await connection.browser.send('Target.closeTarget', { targetId })
}
