// The page's side of the worker that draws large networks: questions and their answers.

import type { GenomeJson } from '../../core/network/genome-json.ts'
import { texts } from '../ui/texts.ts'
import type { DrawingColours, DrawingNames, Found, FromDrawing, ToDrawing } from './drawing-messages.ts'
import type { NetworkForm } from './network-choice.ts'
import type { Box } from './use-pan-zoom.ts'

const words = texts.network

type Answer<Kind extends FromDrawing['kind']> = Extract<FromDrawing, { kind: Kind }>
type Question = ToDrawing extends infer Each ? (Each extends ToDrawing ? Omit<Each, 'ticket'> : never) : never

interface Waiting {
  answer(answer: FromDrawing): void
  fail(reason: Error): void
}

export class DrawingClient {
  readonly #worker = new Worker(new URL('./drawing-worker.ts', import.meta.url), { type: 'module' })
  readonly #waiting = new Map<number, Waiting>()
  #tickets = 0

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<FromDrawing>) => {
      this.#waiting.get(data.ticket)?.answer(data)
      this.#waiting.delete(data.ticket)
    }
    // A worker that can't be loaded, or that threw, answers nothing more.
    this.#worker.onerror = ({ message }) => {
      for (const { fail } of this.#waiting.values()) fail(new Error(message || words.failed))
      this.#waiting.clear()
    }
  }

  layOut(what: {
    readonly genome: GenomeJson
    readonly names: DrawingNames
    readonly form: NetworkForm
    readonly isFresh: boolean
    readonly fresh: { readonly nodes: readonly number[]; readonly connections: readonly number[] }
  }): Promise<Answer<'laid out'>> {
    return this.#ask({ kind: 'lay out', ...what })
  }

  /** `width` and `height` in pixels of the screen. */
  paint(what: {
    readonly view: Box
    readonly width: number
    readonly height: number
    readonly colours: DrawingColours
  }): Promise<Answer<'painted'>> {
    return this.#ask({ kind: 'paint', ...what })
  }

  async find(point: { readonly x: number; readonly y: number; readonly reach: number }): Promise<Found> {
    return (await this.#ask<'found'>({ kind: 'find', ...point })).found
  }

  async svg(): Promise<string> {
    return (await this.#ask<'exported'>({ kind: 'export' })).svg
  }

  close(): void {
    this.#worker.terminate()
  }

  #ask<Kind extends FromDrawing['kind']>(question: Question): Promise<Answer<Kind>> {
    const ticket = ++this.#tickets
    return new Promise((resolve, fail) => {
      this.#waiting.set(ticket, { answer: (answer) => resolve(answer as Answer<Kind>), fail })
      this.#worker.postMessage({ ...question, ticket })
    })
  }
}
