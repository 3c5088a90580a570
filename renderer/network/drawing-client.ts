// The page's side of the worker that draws large networks: questions and their answers.

import type { GenomeJson } from '../../core/network/genome-json.ts'
import type { DrawingColours, DrawingNames, Found, FromDrawing, ToDrawing } from './drawing-messages.ts'
import type { NetworkForm } from './network-choice.ts'
import type { Box } from './use-pan-zoom.ts'

type Answer<Kind extends FromDrawing['kind']> = Extract<FromDrawing, { kind: Kind }>
type Question = ToDrawing extends infer Each ? (Each extends ToDrawing ? Omit<Each, 'ticket'> : never) : never

export class DrawingClient {
  readonly #worker = new Worker(new URL('./drawing-worker.ts', import.meta.url), { type: 'module' })
  readonly #waiting = new Map<number, (answer: FromDrawing) => void>()
  #tickets = 0

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<FromDrawing>) => {
      this.#waiting.get(data.ticket)?.(data)
      this.#waiting.delete(data.ticket)
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
    return new Promise((resolve) => {
      this.#waiting.set(ticket, (answer) => resolve(answer as Answer<Kind>))
      this.#worker.postMessage({ ...question, ticket })
    })
  }
}
