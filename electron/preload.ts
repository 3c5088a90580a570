// All that the page gets from Electron: NeatworkApi's two verbs, and two for the desktop. Runs sandboxed in its own world and hands out neither
// ipcRenderer nor any event object.
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import type { ApiEvent, CommandReply } from '../core/api/neatwork-api.ts'
import {
  COMMAND_CHANNEL,
  DESKTOP_CHANNEL,
  EVENT_CHANNEL,
  isDesktopQuestion,
  isKnownCommand,
  OPEN_CHANNEL,
  SUBSCRIBE_CHANNEL,
  TAKEN_CHANNEL,
  UNSUBSCRIBE_CHANNEL,
} from './channels.ts'

const UNKNOWN: CommandReply = {
  ok: false,
  code: 'bad-request',
  message: 'The app has no such command; reload the page if it was just updated.',
}

let subscriptions = 0

function call(name: unknown, request: unknown): Promise<CommandReply> {
  return isKnownCommand(name) ? ipcRenderer.invoke(COMMAND_CHANNEL, name, request) : Promise.resolve(UNKNOWN)
}

function subscribe(listener: (event: ApiEvent) => void): () => void {
  const id = subscriptions++
  const onEvent = (_event: IpcRendererEvent, of: number, event: ApiEvent): void => {
    if (of !== id) return
    // Taken in any case: a listener that fails once is told of what comes next.
    try {
      listener(event)
    } finally {
      ipcRenderer.send(TAKEN_CHANNEL, id)
    }
  }
  ipcRenderer.on(EVENT_CHANNEL, onEvent)
  ipcRenderer.send(SUBSCRIBE_CHANNEL, id)
  return () => {
    ipcRenderer.removeListener(EVENT_CHANNEL, onEvent)
    ipcRenderer.send(UNSUBSCRIBE_CHANNEL, id)
  }
}

const desktop = {
  ask: (name: unknown): Promise<CommandReply> =>
    isDesktopQuestion(name) ? ipcRenderer.invoke(DESKTOP_CHANNEL, name) : Promise.resolve(UNKNOWN),
  /** Called, without anything, whenever something waits to be opened. */
  onOpen: (listener: () => void): (() => void) => {
    const onOpen = (): void => listener()
    ipcRenderer.on(OPEN_CHANNEL, onOpen)
    return () => void ipcRenderer.removeListener(OPEN_CHANNEL, onOpen)
  },
}

contextBridge.exposeInMainWorld('neatwork', { call, subscribe, desktop })
