// The formats in which a genome leaves the app, by name.

import type { Genome } from '../neat/genome.ts'
import { genomeToJson } from '../neat/genome-codec.ts'
import { toNetworkSpec } from '../neat/network-of.ts'
import type { NetworkKind } from '../network/network-spec.ts'
import { describeNetwork, type Names, plainNames } from './described-network.ts'
import { toDot } from './dot.ts'
import { toOnnx } from './onnx.ts'
import { toPython } from './python-source.ts'
import { toSvg } from './svg.ts'
import { toTypeScript } from './typescript-source.ts'

export const FORMATS = ['json', 'dot', 'svg', 'onnx', 'ts', 'py'] as const
export type Format = (typeof FORMATS)[number]

/** Text, or the bytes of a format that is none. `names` are the problem's; null for plain ones. */
export function exportGenome(
  { genome, kind }: { readonly genome: Genome; readonly kind: NetworkKind },
  format: Format,
  names: Names | null,
): string | Uint8Array {
  const json = genomeToJson(genome, kind)
  const known = names ?? plainNames(genome)
  const described = () => describeNetwork(toNetworkSpec(genome, kind))
  switch (format) {
    case 'json':
      return `${JSON.stringify(json, null, 2)}\n`
    case 'dot':
      return toDot(json, known)
    case 'svg':
      return toSvg(json, known)
    case 'onnx':
      return toOnnx(described(), known)
    case 'ts':
      return toTypeScript(described(), known)
    case 'py':
      return toPython(described(), known)
  }
}
