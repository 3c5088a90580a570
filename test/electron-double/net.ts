// net: Node's own fetch, without Chromium's proxies and certificates.
export const net = { fetch: globalThis.fetch }
