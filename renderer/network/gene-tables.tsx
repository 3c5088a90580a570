// All genes as tables that can be searched and read aloud: what the drawing shows, without the drawing.
import { type JSX, useMemo, useState } from 'react'
import type { ConnectionGeneJson, GenomeJson, NodeGeneJson } from '../../core/network/genome-json.ts'
import type { AdditionWords } from '../ui/texts/network.ts'
import { decimal, number, texts } from '../ui/texts.ts'
import type { DrawingNames } from './drawing-messages.ts'
import { type Additions, namesOf } from './gene-words.ts'

const words = texts.network.genes
/** Rows that are there at once; more on request. */
const PAGE = 200

interface GeneTablesProps {
  readonly genome: GenomeJson
  readonly names: DrawingNames
  readonly additions: Additions
}

export function GeneTables({ genome, names, additions }: GeneTablesProps): JSX.Element {
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState(PAGE)
  const named = useMemo(() => namesOf(genome, names), [genome, names])
  const wanted = search.trim().toLowerCase()
  const isWanted = (...texts: readonly (string | undefined)[]) =>
    wanted === '' || texts.some((text) => text?.toLowerCase().includes(wanted))
  const nameOf = (id: number) => named.get(id) ?? String(id)
  const nodes = genome.nodes.filter(({ id, activation, role }) =>
    isWanted(nameOf(id), activation, words.role[role]),
  )
  const connections = genome.connections.filter(({ source, target, innovation }) =>
    isWanted(nameOf(source), nameOf(target), String(innovation)),
  )
  const left = Math.max(0, nodes.length - shown) + Math.max(0, connections.length - shown)
  return (
    <div className="gene-tables scrolled" data-testid="gene-table">
      <input
        type="search"
        className="gene-search"
        aria-label={words.search}
        placeholder={words.search}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {nodes.length + connections.length === 0 ? <p className="soft">{words.none}</p> : null}
      {nodes.length === 0 ? null : (
        <NodeTable nodes={nodes.slice(0, shown)} nameOf={nameOf} additions={additions} />
      )}
      {connections.length === 0 ? null : (
        <ConnectionTable connections={connections.slice(0, shown)} nameOf={nameOf} additions={additions} />
      )}
      {left === 0 ? null : (
        <button type="button" className="button small" onClick={() => setShown(shown + PAGE)}>
          {words.more(left)}
        </button>
      )}
    </div>
  )
}

interface NodeTableProps {
  readonly nodes: readonly NodeGeneJson[]
  readonly nameOf: (id: number) => string
  readonly additions: Additions
}

function NodeTable({ nodes, nameOf, additions }: NodeTableProps): JSX.Element {
  const heads = [
    words.name,
    words.kind,
    words.activation,
    words.aggregation,
    words.bias,
    words.response,
    words.addedBy,
  ]
  return (
    <table>
      <caption>{words.nodes}</caption>
      <Heads heads={heads} />
      <tbody>
        {nodes.map(({ id, role, activation, aggregation, bias, response }) => (
          <tr key={id}>
            <th scope="row">{nameOf(id)}</th>
            <td>{words.role[role]}</td>
            {role === 'input' ? (
              <td colSpan={4} />
            ) : (
              <>
                <td>{activation}</td>
                <td>{aggregation}</td>
                <td className="figure">{decimal(bias, 3)}</td>
                <td className="figure">{decimal(response, 3)}</td>
              </>
            )}
            <td>{byWords(additions.ofNode.get(id))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface ConnectionTableProps extends Omit<NodeTableProps, 'nodes'> {
  readonly connections: readonly ConnectionGeneJson[]
}

function ConnectionTable({ connections, nameOf, additions }: ConnectionTableProps): JSX.Element {
  const heads = [words.innovation, words.from, words.to, words.weight, words.state, words.addedBy]
  return (
    <table>
      <caption>{words.connections}</caption>
      <Heads heads={heads} />
      <tbody>
        {connections.map(({ innovation, source, target, weight, enabled }) => (
          <tr key={innovation}>
            <th scope="row">{number(innovation)}</th>
            <td>{nameOf(source)}</td>
            <td>{nameOf(target)}</td>
            <td className="figure">{decimal(weight, 3)}</td>
            <td>{enabled ? words.enabled : words.disabled}</td>
            <td>{byWords(additions.ofConnection.get(innovation))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Heads({ heads }: { readonly heads: readonly string[] }): JSX.Element {
  return (
    <thead>
      <tr>
        {heads.map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
  )
}

const byWords = (addition: AdditionWords | undefined): string =>
  addition === undefined ? '' : words.by(addition)
