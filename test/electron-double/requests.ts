// Answers what a page asks for: addresses of a custom scheme by the app's protocol handler, all others by Chromium.
import type { CdpSession } from './cdp.ts'
import { realUrl } from './chromium.ts'
import { protocol } from './protocol.ts'

export interface PausedRequest {
  readonly requestId: string
  readonly frameId: string
  readonly resourceType: string
  readonly request: {
    readonly url: string
    readonly method: string
    readonly headers: Record<string, string>
  }
}

export async function answerRequest(page: CdpSession, { requestId, request }: PausedRequest): Promise<void> {
  const url = realUrl(request.url)
  if (url === request.url) {
    await page.send('Fetch.continueRequest', { requestId })
    return
  }
  const handler = protocol.handlerOf(url)
  if (handler === null) {
    await page.send('Fetch.failRequest', { requestId, errorReason: 'NameNotResolved' })
    return
  }
  const { method, headers } = request
  const response = await handler(new Request(url, { method, headers }))
  await page.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  })
}
