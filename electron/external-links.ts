// The places outside that a page may lead to, in the person's own browser: those that the documents name, and what
// somebody says yes to who has read the whole address.
import { type BrowserWindow, clipboard, dialog, shell } from 'electron'

export const EXTERNAL_HOSTS: readonly string[] = [
  'github.com',
  'keepachangelog.com',
  'nats.io',
  'semver.org',
  'www.electronjs.org',
]

/** By https, on its own port, without a name or password in front. */
export function isExternalLink(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, port, username, password } = new URL(text)
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false
  return EXTERNAL_HOSTS.includes(hostname)
}

/** Opens what is on the list, and nothing else. */
export function openExternalLink(text: string): void {
  if (!isExternalLink(text)) return
  shell.openExternal(text).catch((error: unknown) => {
    // A machine without a browser: nothing else of the app depends on it.
    process.stderr.write(`${text} could not be opened: ${String(error)}\n`)
  })
}

const BUTTONS = ['Open', 'Copy the Address', 'Cancel']

/** Opens an https page that its reader is shown first, as the app names it and nobody else. */
export async function openOnceAsked(url: string, window: BrowserWindow | null): Promise<void> {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return
  const options = {
    type: 'question' as const,
    message: 'Open this page in your browser?',
    detail: `${url}\n\nNeatwork downloads and installs nothing by itself.`,
    ...{ buttons: BUTTONS, defaultId: 0, cancelId: 2 },
  }
  const { response } =
    window === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(window, options)
  if (response === 0) await shell.openExternal(url)
  else if (response === 1) clipboard.writeText(url)
}
