// What runs at the start of every document: in the page's own world the receiving end of contextBridge, in the
// isolated world the preload with the `electron` it may require. Both are sources made from self-contained functions.
import { createIpcCodec, type IpcCodec } from '../ipc-codec.ts'
import { linkWorlds, type WorldLink } from './world-link.ts'

/** Name of the isolated world, and of the two functions that tie it to the main process. */
export const PRELOAD_WORLD = 'Electron Isolated Context'
export const SEND_BINDING = '__electronDoubleSend'
export const RECEIVE_FUNCTION = '__electronDoubleReceive'

export function pageWorldSource(secret: string): string {
  return `(${openPageWorld.toString()})(${JSON.stringify(secret)}, ${linkWorlds.toString()})`
}

export function preloadWorldSource(secret: string, preload: string): string {
  const names = JSON.stringify({ send: SEND_BINDING, receive: RECEIVE_FUNCTION })
  const parts = [JSON.stringify(secret), linkWorlds.toString(), createIpcCodec.toString(), names]
  // The preload stands last and in a function of its own: it sees `require`, `module` and `process`, and no more.
  return `if (window === window.top) {
  const { module, require, process } = (${openPreloadWorld.toString()})(${parts.join(', ')});
  (function (module, exports, require, process) {${preload}\n}).call(globalThis, module, module.exports, require, process)
}`
}

function openPageWorld(secret: string, link: typeof linkWorlds): void {
  const freeze = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    for (const item of Object.values(value)) freeze(item)
    return Object.freeze(value)
  }
  link(secret, 'page', (name, value) => {
    Object.defineProperty(window, name, { value: freeze(value), enumerable: true })
  })
}

interface PreloadModules {
  readonly module: { exports: object }
  readonly process: object
  require(name: string): unknown
}

function openPreloadWorld(
  secret: string,
  link: (secret: string, here: 'preload', onOffer: () => void) => WorldLink,
  makeCodec: () => IpcCodec,
  names: { readonly send: string; readonly receive: string },
): PreloadModules {
  type Listener = (event: object, ...args: unknown[]) => void
  const codec = makeCodec()
  const world = link(secret, 'preload', () => {})
  const listeners = new Map<string, Listener[]>()
  const invocations = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const exposed = new Set<string>()
  let lastInvocation = 0

  const post = (kind: string, id: number, channel: string, args: unknown[]): void => {
    Reflect.get(globalThis, names.send)(codec.encode([kind, id, channel, args]))
  }

  const receive = (text: string): void => {
    const message = codec.decode(text)
    if (!Array.isArray(message)) return
    const [kind, id, first, second] = message
    if (kind === 'event') for (const listener of [...(listeners.get(first) ?? [])]) listener({}, ...second)
    const invocation = invocations.get(id)
    invocations.delete(id)
    if (kind === 'reply') invocation?.resolve(first)
    if (kind === 'failure') invocation?.reject(new Error(first))
  }
  Object.defineProperty(globalThis, names.receive, { value: receive })

  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = ++lastInvocation
        post('invoke', id, channel, args)
        invocations.set(id, { resolve, reject })
      }),
    send: (channel: string, ...args: unknown[]) => post('send', 0, channel, args),
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    removeListener: (channel: string, listener: Listener) => {
      const left = [...(listeners.get(channel) ?? [])]
      const index = left.lastIndexOf(listener)
      if (index >= 0) left.splice(index, 1)
      listeners.set(channel, left)
      return ipcRenderer
    },
  }
  const contextBridge = {
    exposeInMainWorld: (name: string, api: unknown) => {
      if (exposed.has(name))
        throw new Error('Cannot bind an API on top of an existing property on the window object')
      exposed.add(name)
      world.offer(name, api)
    },
  }
  return {
    module: { exports: {} },
    process: Object.freeze({
      type: 'renderer',
      sandboxed: true,
      contextIsolated: true,
      env: {},
      versions: {},
    }),
    // A sandboxed preload may require `electron` and a few polyfills; the double offers what this app uses.
    require: (name) => {
      if (name === 'electron' || name === 'electron/renderer') return { contextBridge, ipcRenderer }
      throw new Error(`module not found: ${name}`)
    },
  }
}
