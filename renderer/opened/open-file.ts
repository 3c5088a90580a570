// Takes a file that somebody dropped, chose or had handed over: its bytes go to the host, which says what it is.
import { create } from 'zustand'
import { LARGEST_OPENED_FILE } from '../../core/api/limits.ts'
import type { OpenedFile } from '../../core/api/opened-file.ts'
import { goTo } from '../route.ts'
import { beginFormWith } from '../setup/wanted-settings.ts'
import { comeHomeTo, command, messageOf, useScreen } from '../store.ts'
import { texts } from '../ui/texts.ts'

const words = texts.opened

export type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'reading'; readonly name: string }
  | { readonly kind: 'refused'; readonly message: string }
  | {
      readonly kind: 'opened'
      readonly name: string
      readonly file: Exclude<OpenedFile, { kind: 'settings' }>
    }

interface OpenedState {
  readonly shown: Shown
  /** Forms that were opened by a file: each begins anew. */
  readonly forms: number
}

export const useOpened = create<OpenedState>(() => ({ shown: { kind: 'nothing' }, forms: 0 }))

const show = (shown: Shown): void => useOpened.setState({ shown })

export const closeOpened = (): void => show({ kind: 'nothing' })

/** Several are one too many. */
export async function takeFiles(files: ArrayLike<File>): Promise<void> {
  const [file] = Array.from(files)
  if (file === undefined) return
  if (files.length > 1) return show({ kind: 'refused', message: words.oneAtATime })
  if (file.size > LARGEST_OPENED_FILE)
    return show({ kind: 'refused', message: words.tooLarge(file.name, file.size, LARGEST_OPENED_FILE) })
  await takeFile(file.name, async () => new Uint8Array(await file.arrayBuffer()))
}

/** Never rejects: what is wrong is shown. */
export async function takeFile(name: string, read: () => Promise<Uint8Array>): Promise<void> {
  show({ kind: 'reading', name })
  try {
    const bytes = await read()
    const file = await command('openFile', { name, content: base64(bytes) })
    if (file.kind !== 'settings') return show({ kind: 'opened', name, file })
    await openForm(name, file.settings)
    show({ kind: 'nothing' })
  } catch (reason) {
    show({ kind: 'refused', message: messageOf(reason) })
  }
}

/** The form of a new run, filled in. */
async function openForm(name: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  mustBeFree()
  if (useScreen.getState().app?.mode.kind === 'run') await command('goHome', null)
  beginFormWith({ settings, from: name })
  comeHomeTo({ kind: 'local' })
  goTo('app')
  useOpened.setState(({ forms }) => ({ forms: forms + 1 }))
}

/** Opens a run that was imported. Never rejects. */
export async function openImported(name: string): Promise<void> {
  try {
    mustBeFree()
    await command('openRun', { name })
    closeOpened()
    goTo('app')
  } catch (reason) {
    show({ kind: 'refused', message: messageOf(reason) })
  }
}

/** Throws a sentence where the app is busy. */
function mustBeFree(): void {
  const mode = useScreen.getState().app?.mode
  if (mode?.kind === 'worker') throw new Error(texts.history.busyWorker)
  if (mode?.kind === 'run' && mode.run.status.kind !== 'ended' && mode.run.status.kind !== 'failed')
    throw new Error(texts.history.busy)
}

const PART = 0x8000

function base64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += PART)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + PART)))
  return btoa(parts.join(''))
}
