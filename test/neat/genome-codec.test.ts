import fc from 'fast-check'
import { expect, test } from 'vitest'
import { issuesText } from '../../core/base/config-issue.ts'
import { genomeFromJson, genomeToJson } from '../../core/neat/genome-codec.ts'
import { genomeHash } from '../../core/neat/population-hash.ts'
import { LIVELY, relatives } from './support.ts'

test.each(['feed-forward', 'recurrent'] as const)('a %s genome survives JSON bit for bit', (kind) => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { a } = relatives(seed, { ...LIVELY, network: { kind, activations: ['sigmoid', 'gauss'] } })
      const parsed = genomeFromJson(JSON.parse(JSON.stringify(genomeToJson(a, kind))))
      expect(parsed.ok && parsed.value.genome).toEqual(a)
      expect(parsed.ok && parsed.value.kind).toBe(kind)
      expect(parsed.ok && genomeHash(parsed.value.genome)).toBe(genomeHash(a))
    }),
  )
})

test.each<[string, (json: ReturnType<typeof genomeToJson>) => unknown, RegExp]>([
  ['another format', (json) => ({ ...json, format: 'neat' }), /format/],
  ['another version', (json) => ({ ...json, version: 99 }), /version/],
  ['an unknown key', (json) => ({ ...json, fitnes: 1 }), /fitnes/],
  [
    'a missing output',
    (json) => ({ ...json, nodes: json.nodes.filter(({ role }) => role !== 'output') }),
    /output 3/,
  ],
  [
    'a connection from nowhere',
    (json) => ({ ...json, connections: json.connections.map((gene) => ({ ...gene, source: 999 })) }),
    /unknown node 999/,
  ],
  [
    'an unknown activation',
    (json) => ({ ...json, nodes: json.nodes.map((node) => ({ ...node, activation: 'step' })) }),
    /nodes\.0\.activation/,
  ],
])('%s is refused', (_what, broken, reason) => {
  const json = genomeToJson(relatives(2).a, 'feed-forward')
  const parsed = genomeFromJson(JSON.parse(JSON.stringify(broken(json))))
  expect(parsed.ok ? '' : issuesText(parsed.issues)).toMatch(reason)
})
