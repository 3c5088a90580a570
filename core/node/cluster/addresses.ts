// Under which addresses other machines can reach this one.
import { networkInterfaces } from 'node:os'

/**
 * Addresses to put into join links for a master that listens on `host`, best guess first: private IPv4, other IPv4,
 * global IPv6. Loopback only where there is nothing else.
 */
export function reachableAddresses(host: string): readonly string[] {
  if (host !== '0.0.0.0' && host !== '::') return [host]
  const external = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
  const usable = external.filter(({ family }) => family === 'IPv4' || host === '::')
  const sorted = usable.map(({ address }) => address).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return sorted.length === 0 ? ['127.0.0.1'] : [...new Set(sorted)]
}

function rank(address: string): number {
  if (address.includes(':')) return 3
  if (/^(192\.168\.|10\.)/.test(address)) return 0
  // Container bridges commonly live here, so it comes after the other private ranges.
  return /^172\.(1[6-9]|2\d|3[01])\./.test(address) ? 2 : 1
}
