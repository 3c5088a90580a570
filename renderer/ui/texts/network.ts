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

/** Who brought a gene; `island` where it came from another one. */
export interface AdditionWords {
  readonly id: number
  readonly generation: number
  readonly island?: string
}

/** Where a migrant was born. */
export interface HomeWords {
  readonly island: string
  readonly id: number
  readonly generation: number
}

export const network = {
  title: 'Network',
  empty: 'The best network is drawn as soon as there is one.',
  found: (generation: number, fitness: number) =>
    `generation ${number(generation)}, fitness ${decimal(fitness)}`,
  size: (nodes: number, connections: number) => `${number(nodes)} nodes, ${number(connections)} connections`,
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit',
  help: 'Drag or use the arrow keys to move, the wheel or + and − to zoom, 0 to fit.',
  positive: 'positive',
  negative: 'negative (with a bar)',
  disabled: 'disabled',
  backwards: 'backwards',
  fresh: 'new',
  hidden: (id: number) => `h${id}`,
  input: (name: string) => `Input ${name}`,
  node: ({ name, activation, aggregation, bias, response }: NodeWords) =>
    `${name}: ${activation} of the ${aggregation}, bias ${decimal(bias)}, response ${decimal(response, 2)}`,
  said: (value: number) => `, says ${decimal(value, 2)}`,
  addedBy: ({ id, generation, island }: AdditionWords) => {
    if (generation === 0) return ', there from the first generation'
    const when = `genome ${number(id)} in generation ${number(generation)}`
    return island === undefined ? `, added by ${when}` : `, brought from ${island} by ${when}`
  },
  home: ({ island, id, generation }: HomeWords) =>
    `from the island ${island}: genome ${number(id)}, generation ${number(generation)} there`,
  descends: ({ island, id, generation }: HomeWords) =>
    `descends from genome ${number(id)} of the island ${island}, generation ${number(generation)} there`,
  edge: ({ from, to, weight, innovation, enabled }: EdgeWords) =>
    `${from} → ${to}: weight ${decimal(weight)}, innovation ${number(innovation)}${enabled ? '' : ', disabled'}`,
  shown: 'Genome',
  nobody: 'choose…',
  champion: 'Best of the run',
  ofSpecies: (species: number) => `Species ${number(species)}`,
  genome: (id: number) => `Genome ${number(id)}`,
  elite: (cell: number) => `Elite of cell ${number(cell)}`,
  loading: 'The genome is looked for…',
  forgotten: 'That genome is not remembered any more. Choose another one above.',
  toChampion: 'Show the best of the run',
  views: 'Ways to look at a genome',
  view: { drawing: 'Drawing', difference: 'Difference', genes: 'Genes', lineage: 'Lineage' },
  form: 'Arrangement',
  forms: { layered: 'by layers', force: 'by forces' },
  tidy: 'Arrange anew',
  export: 'Save the drawing',
  asSvg: 'as SVG',
  asPng: 'as PNG',
  large: 'A large network: the table of its genes can be read and searched too.',
  failed: 'The drawing could not be made; the table of genes has all of it.',
  layingOut: 'The network is arranged…',
  drawing: (words: string) => `Drawing of the network: ${words}`,
  actions: {
    view: (view: string) => `Show of the genome: ${view.toLowerCase()}`,
    form: (form: string) => `Arrange the network ${form}`,
  },
  slider: {
    label: 'Champions as they followed each other',
    at: (generation: number, place: number, count: number) =>
      `generation ${number(generation)}, ${number(place)} of ${number(count)}`,
    place: (place: number, count: number) => `${number(place)}/${number(count)}`,
    newest: 'Newest',
    play: 'Show how it grew',
    pause: 'Pause',
  },
  genes: {
    nodes: 'Nodes',
    connections: 'Connections',
    name: 'Node',
    role: { input: 'input', hidden: 'hidden', output: 'output' },
    kind: 'Kind',
    activation: 'Activation',
    aggregation: 'Aggregation',
    bias: 'Bias',
    response: 'Response',
    from: 'From',
    to: 'To',
    weight: 'Weight',
    state: 'State',
    enabled: 'enabled',
    disabled: 'disabled',
    innovation: 'Innovation',
    addedBy: 'Added by',
    by: ({ id, generation, island }: AdditionWords) => {
      if (generation === 0) return 'first generation'
      const when = `${number(id)} in generation ${number(generation)}`
      return island === undefined ? when : `${when}, from ${island}`
    },
    search: 'Search genes',
    more: (left: number) => `${number(left)} more`,
    none: 'No gene is like that.',
  },
  difference: {
    other: 'Compared with',
    before: 'the champion before it',
    first: 'the first champion',
    none: 'There is nothing yet to compare it with.',
    list: 'What differs',
    same: 'The two genomes are the same.',
    left: (words: string) => `Before: ${words}`,
    right: (words: string) => `Now: ${words}`,
    summary: (nodes: readonly [number, number], connections: readonly [number, number], changed: number) =>
      `Nodes +${number(nodes[0])} −${number(nodes[1])}, connections +${number(connections[0])} −${number(connections[1])}, ${number(changed)} changed`,
    addedNode: (name: string) => `+ node ${name}`,
    removedNode: (name: string) => `− node ${name}`,
    changedNode: (name: string) => `node ${name} changed`,
    addedConnection: (words: string) => `+ ${words}`,
    removedConnection: (words: string) => `− ${words}`,
    changedConnection: (words: string, before: number, now: number) =>
      `${words}: weight ${decimal(before)} to ${decimal(now)}`,
    switched: (words: string, isEnabled: boolean) => `${words} ${isEnabled ? 'enabled' : 'disabled'}`,
    arrow: (from: string, to: string) => `${from} → ${to}`,
  },
  lineage: {
    title: 'From the genome back to its forebears',
    empty: 'Nothing is remembered of where this genome came from.',
    genome: (id: number) => `Genome ${number(id)}`,
    born: (generation: number) => `generation ${number(generation)}`,
    founder: 'one of the first generation',
    with: (id: number) => `with genome ${number(id)}`,
    added: (count: number) => `${number(count)} new ${count === 1 ? 'connection' : 'connections'}`,
    addedNode: (names: string) => `new node ${names}`,
    between: (births: number) =>
      `${number(births)} ${births === 1 ? 'birth' : 'births'} that changed weights only`,
    cut: 'Earlier forebears are not remembered, or not shown.',
    show: 'Show',
    beside: (id: number, generation: number) =>
      `the other parent, of generation ${number(generation)}: ${number(id)}`,
  },
} as const
