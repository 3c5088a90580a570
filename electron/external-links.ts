// The places outside that a page may lead to, in the person's own browser: those that the documents name.
import { shell } from 'electron'

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
  if (isExternalLink(text)) void shell.openExternal(text)
}
