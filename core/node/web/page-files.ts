// The renderer's files and the headers that lock its page in, the same for a browser and for Electron's own protocol.
// Reads one folder and nothing above it.
import { readFile } from 'node:fs/promises'
import { dirname, extname, join, normalize, sep } from 'node:path'

/** No inline script, no eval, no foreign server, no frame: whatever gets into the page can load nothing. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  // Examples that the help leads to: read, not run.
  '.jsonc': 'text/plain; charset=utf-8',
  '.ts': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

/** What every answer carries, a refusal and a redirection too. */
export const LOCKED_IN = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

export interface PageAnswer {
  readonly status: 200 | 303 | 400 | 401 | 403 | 404 | 405 | 500 | 503
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

/** The file in `folder` that the decoded or encoded `pathname` names, or a plain refusal. Never rejects. */
export async function answerPage(folder: string, pathname: string): Promise<PageAnswer> {
  const path = filePath(folder, pathname)
  if (path === null) return refusePage(400, 'The address names no file of this app.')
  try {
    return { status: 200, headers: pageHeaders(path), body: new Uint8Array(await readFile(path)) }
  } catch (error) {
    if (isMissing(error)) return refusePage(404, 'There is no such file in this app.')
    return refusePage(500, 'This file of the app can not be read.')
  }
}

export function refusePage(status: Exclude<PageAnswer['status'], 200 | 303>, message: string): PageAnswer {
  return plainAnswer(status, message)
}

export function plainAnswer(
  status: PageAnswer['status'],
  text: string,
  type = 'text/plain; charset=utf-8',
): PageAnswer {
  const headers = { 'content-type': type, ...LOCKED_IN, 'cache-control': 'no-store' }
  return { status, headers, body: new TextEncoder().encode(text) }
}

/** Path inside `folder`, or null for an address that would lead out of it or can't be decoded. */
function filePath(folder: string, pathname: string): string | null {
  const decoded = decode(pathname.endsWith('/') ? `${pathname}index.html` : pathname)
  if (decoded === null || decoded.includes('\0')) return null
  const path = normalize(join(folder, decoded))
  return path.startsWith(normalize(folder) + sep) ? path : null
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

function pageHeaders(path: string): Record<string, string> {
  return {
    'content-type': MEDIA_TYPES[extname(path)] ?? 'application/octet-stream',
    ...LOCKED_IN,
    // Names under assets/ change with what is in the files; everything else is asked for anew.
    'cache-control': isNamedByContent(path) ? 'private, max-age=31536000, immutable' : 'no-store',
  }
}

function isNamedByContent(path: string): boolean {
  return dirname(path).endsWith(`${sep}assets`) && /-[\w-]{8}\.\w+$/.test(path)
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENAMETOOLONG'
}
