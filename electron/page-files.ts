// Answers requests for app://neatwork/… with the renderer's files and the headers that lock its page in. Reads one
// folder and nothing above it.
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { isAppUrl } from './origin.ts'

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
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

/** Handler for `protocol.handle`: the file in `folder` that `request` names, or a plain refusal. */
export async function answerPageRequest(folder: string, request: Request): Promise<Response> {
  if (!isAppUrl(request.url)) return refusal(403, 'Only pages of this app are served here.')
  if (request.method !== 'GET') return refusal(405, 'Files are only read here.')
  const path = filePath(folder, new URL(request.url).pathname)
  if (path === null) return refusal(400, 'The address names no file of this app.')
  try {
    return new Response(new Uint8Array(await readFile(path)), { status: 200, headers: pageHeaders(path) })
  } catch (error) {
    if (isMissing(error)) return refusal(404, 'There is no such file in this app.')
    throw error
  }
}

/** Path inside `folder`, or null for an address that would lead out of it or can't be decoded. */
function filePath(folder: string, pathname: string): string | null {
  const decoded = decode(pathname === '/' ? '/index.html' : pathname)
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
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  }
}

function refusal(status: number, message: string): Response {
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': CONTENT_SECURITY_POLICY,
  }
  return new Response(message, { status, headers })
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR'
}
