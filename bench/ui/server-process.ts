// Starts the process that serves the made-up run, and asks it.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ServerAnswer, ServerQuestion } from './serve.ts'

const SCRIPT = fileURLToPath(new URL('./serve.ts', import.meta.url))

export interface ServerProcess {
  /** Address of the page, with its token. */
  readonly url: string
  ask(question: ServerQuestion): Promise<ServerAnswer>
  close(): void
}

export async function startServer(size: readonly number[]): Promise<ServerProcess> {
  const child = fork(SCRIPT, size.map(String), { stdio: 'inherit' })
  const ended = new Promise<never>((_, failed) => {
    child.once('exit', (code) => failed(new Error(`the bench's server ended with ${code}`)))
  })
  ended.catch(() => {}) // whoever waits for an answer hears of it
  const next = <Message>(): Promise<Message> => {
    const message = new Promise<Message>((heard) => {
      child.once('message', (value) => heard(value as Message))
    })
    return Promise.race([message, ended])
  }
  const url = await next<string>()
  return {
    url,
    ask(question) {
      const answer = next<ServerAnswer>()
      child.send(question)
      return answer
    },
    close: () => child.disconnect(),
  }
}
