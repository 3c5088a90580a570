import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import type { NeatworkApi } from '../../core/api/neatwork-api.ts'
import { type PageSocket, serveClient } from '../../core/node/web/api-socket.ts'

/** A page's socket whose other end takes what the test lets it take. */
class Held extends EventEmitter {
  readonly OPEN = 1
  readonly readyState = 1
  bufferedAmount = 0
  isPaused = false
  readonly #sent: { readonly text: string; readonly taken: () => void }[] = []

  send(text: string, taken: () => void): void {
    this.bufferedAmount += text.length
    this.#sent.push({ text, taken })
  }

  /** The page takes the oldest message. */
  take(): unknown {
    const message = this.#sent.shift()
    if (message === undefined) return null
    this.bufferedAmount -= message.text.length
    message.taken()
    return JSON.parse(message.text).id
  }

  pause(): void {
    this.isPaused = true
  }

  resume(): void {
    this.isPaused = false
  }
}

const settled = () => new Promise((done) => setImmediate(done))

test('a page that takes nothing gets no more answers than fit, and is read on once it takes them', async () => {
  const page = new Held()
  let asked = 0
  const api: Pick<NeatworkApi, 'call' | 'subscribe'> = {
    call: async () => {
      asked++
      return { lines: 'x'.repeat(100_000) } as never
    },
    subscribe: () => () => {},
  }
  serveClient(page as unknown as PageSocket, api)
  for (let id = 0; id < 200; id++)
    page.emit('message', JSON.stringify({ id, name: 'listProblems', request: null }), false)
  await settled()
  expect(asked).toBeLessThan(32)
  expect(page.isPaused).toBe(true)
  const answered: unknown[] = []
  for (let i = 0; i < 200; i++) {
    answered.push(page.take())
    await settled()
  }
  expect(answered).toEqual(Array.from({ length: 200 }, (_, id) => id))
  expect(page.isPaused).toBe(false)
})
