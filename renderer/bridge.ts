// Finds the NeatworkApi: the preload's in Electron, the page's own WebSocket in a browser. Nobody else in the renderer
// knows which.
import type { CommandName, CommandReplies, CommandRequest } from '../core/api/commands.ts'
import type { DesktopQuestion, DesktopReplies } from '../core/api/desktop.ts'
import { ApiError, type ApiEvent, type CommandReply } from '../core/api/neatwork-api.ts'
import { connectSocket } from './socket-api.ts'

/** What Electron's preload exposes. */
export interface PreloadApi {
  call(name: string, request: unknown): Promise<CommandReply>
  subscribe(listener: (event: ApiEvent) => void): () => void
  /** Electron's alone. */
  readonly desktop?: DesktopBridge
}

export interface DesktopBridge {
  ask(name: DesktopQuestion): Promise<CommandReply>
  onOpen(listener: () => void): () => void
}

declare global {
  interface Window {
    readonly neatwork?: PreloadApi
  }
}

/** `lost` while the page tries to reach its host again. */
export type ApiConnection = 'connecting' | 'open' | 'lost' | 'refused'

export interface ApiClient {
  call<Name extends CommandName>(name: Name, request: CommandRequest<Name>): Promise<CommandReplies[Name]>
  subscribe(listener: (event: ApiEvent) => void): () => void
  onConnection(listener: (connection: ApiConnection) => void): void
}

export function findApi(window: Window): ApiClient {
  return window.neatwork === undefined ? connectSocket(window) : preloadClient(window.neatwork)
}

function preloadClient(preload: PreloadApi): ApiClient {
  return {
    call: async (name, request) => unwrapReply(await preload.call(name, request)),
    subscribe: (listener) => preload.subscribe(listener),
    onConnection: (listener) => listener('open'),
  }
}

/** The value of a reply. The carriers' typed map says of which type: this is the one place that believes it. */
export function unwrapReply<Name extends CommandName>(reply: CommandReply): CommandReplies[Name] {
  if (reply.ok) return reply.value as CommandReplies[Name]
  throw new ApiError(reply.code, reply.message)
}

/** The desktop around the page, or null in a browser, which has none. */
export interface Desktop {
  ask<Name extends DesktopQuestion>(name: Name): Promise<DesktopReplies[Name]>
  /** Called whenever something waits to be opened. */
  onOpen(listener: () => void): () => void
}

export function findDesktop(window: Window): Desktop | null {
  const bridge = window.neatwork?.desktop
  if (bridge === undefined) return null
  return {
    async ask<Name extends DesktopQuestion>(name: Name) {
      const reply = await bridge.ask(name)
      if (reply.ok) return reply.value as DesktopReplies[Name]
      throw new ApiError(reply.code, reply.message)
    },
    onOpen: (listener) => bridge.onOpen(listener),
  }
}
