// Answers app://neatwork/… with the page's files, locked in by the same headers as in a browser.
import { answerPage, refusePage } from '../core/node/web/page-files.ts'
import { isAppUrl } from './origin.ts'

/** Handler for `protocol.handle`: the file in `folder` that `request` names, or a plain refusal. */
export async function answerPageRequest(folder: string, request: Request): Promise<Response> {
  const { status, headers, body } = await answer(folder, request)
  return new Response(body, { status, headers })
}

function answer(folder: string, request: Request) {
  if (!isAppUrl(request.url)) return refusePage(403, 'Only pages of this app are served here.')
  if (request.method !== 'GET') return refusePage(405, 'Files are only read here.')
  return answerPage(folder, new URL(request.url).pathname)
}
