// Who is let in at a master's port, and to whom they are led: workers by the token, machines by a code that is typed in, masters
// of other islands, and whoever asks for the code of the problem before joining. What they say then is somebody else's.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { WebSocket } from 'ws'
import { JoinCodeDesk } from '../../wire/join-code-desk.ts'
import { ISLANDS_PATH } from '../islands/direct-crossing.ts'
import { packProblem } from '../own/parcel.ts'
import type { Visit } from './front-door.ts'
import { CODE_PATH, giveByCode, newJoinCode } from './join-code.ts'
import type { MasterOptions } from './master-options.ts'
import { answerProblemRequest } from './problem-request.ts'
import { islandToken, tokenMatcher } from './token.ts'

type EntranceOptions = Pick<
  MasterOptions,
  'token' | 'identity' | 'problems' | 'sendProblem' | 'insecure' | 'log'
>

type Visited = (socket: WebSocket, visit: Visit) => void

export class MasterEntrance {
  readonly #options: EntranceOptions
  readonly #desk = new JoinCodeDesk()
  readonly #workerCame: Visited
  /** Who speaks with masters of other islands, while a run has some. */
  #islandCame: Visited | null = null
  #token: string
  #isToken: (candidate: string) => boolean

  /** `workerCame` gets everybody who says to be a worker, before a token was shown. */
  constructor(options: EntranceOptions, workerCame: Visited) {
    this.#options = options
    this.#workerCame = workerCame
    this.#token = options.token
    this.#isToken = tokenMatcher(this.#token)
  }

  /** Lets workers in. */
  get token(): string {
    return this.#token
  }

  isToken(candidate: string): boolean {
    return this.#isToken(candidate)
  }

  isIslandToken(candidate: string): boolean {
    return tokenMatcher(islandToken(this.#token, this.#options.identity.key))(candidate)
  }

  /** From now on only this token lets workers in; those who are in stay. */
  changeToken(token: string): void {
    this.#token = token
    this.#isToken = tokenMatcher(token)
  }

  /** A new join code in the place of the one of before: good for ten minutes and one worker. */
  showJoinCode(): string {
    const code = newJoinCode()
    this.#desk.show(code, performance.now())
    return code
  }

  /** Masters of other islands are led to `visited` until the answer is called. */
  welcomeIslands(visited: Visited): () => void {
    this.#islandCame = visited
    return () => {
      if (this.#islandCame === visited) this.#islandCame = null
    }
  }

  visited(socket: WebSocket, visit: Visit): void {
    if (visit.path === CODE_PATH) {
      const { identity, log } = this.#options
      const giving = { desk: this.#desk, fingerprint: identity.fingerprint, token: this.#token, log }
      return giveByCode(socket, visit.address, giving)
    }
    if (visit.path === ISLANDS_PATH) {
      return this.#islandCame === null ? socket.terminate() : this.#islandCame(socket, visit)
    }
    this.#workerCame(socket, visit)
  }

  /** Whether the request, which is no WebSocket, was for the code of the problem; then it is answered. */
  requested(request: IncomingMessage, response: ServerResponse): boolean {
    const { problems, sendProblem, insecure, log } = this.#options
    const own = problems.find((problem) => problem.own !== undefined)?.own
    if (!sendProblem || insecure || own === undefined) return false
    return answerProblemRequest(request, response, {
      isToken: (candidate) => this.#isToken(candidate),
      parcel: () => packProblem(own),
      given: (address) => log('warn', `Sends the code of ${own.file} to ${address}, which accepts it.`),
    })
  }
}
