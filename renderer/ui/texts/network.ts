// The network panel.
import { decimal, number } from './numbers.ts'

export interface NodeWords {
  readonly name: string
  readonly activation: string
  readonly aggregation: string
  readonly bias: number
  readonly response: number
}

export interface EdgeWords {
  readonly from: string
  readonly to: string
  readonly weight: number
  readonly innovation: number
  readonly enabled: boolean
}

export const network = {
  title: 'Best network',
  empty: 'The best network is drawn as soon as there is one.',
  found: (generation: number, fitness: number) =>
    `generation ${number(generation)}, fitness ${decimal(fitness)}`,
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit',
  help: 'Drag or use the arrow keys to move, the wheel or + and − to zoom, 0 to fit.',
  positive: 'positive',
  negative: 'negative (with a bar)',
  disabled: 'disabled',
  hidden: (id: number) => `h${id}`,
  input: (name: string) => `Input ${name}`,
  node: ({ name, activation, aggregation, bias, response }: NodeWords) =>
    `${name}: ${activation} of the ${aggregation}, bias ${decimal(bias)}, response ${decimal(response, 2)}`,
  edge: ({ from, to, weight, innovation, enabled }: EdgeWords) =>
    `${from} → ${to}: weight ${decimal(weight)}, innovation ${number(innovation)}${enabled ? '' : ', disabled'}`,
} as const
