import fc from 'fast-check'
import { expect, test } from 'vitest'
import { genomeId } from '../../core/base/ids.ts'
import type { Random } from '../../core/base/random.ts'
import { checkGenome } from '../../core/neat/check-genome.ts'
import { crossover, mixDisjoint } from '../../core/neat/crossover.ts'
import { GenomeDraft } from '../../core/neat/draft.ts'
import type { Genome } from '../../core/neat/genome.ts'
import { LIVELY, relatives } from './support.ts'

type Matching = 'whole-gene' | 'per-attribute' | 'averaged'

function childOf(
  fitter: Genome,
  other: Genome,
  disableRate: number,
  random: Random,
  matching: Matching = 'whole-gene',
): Genome {
  const draft = new GenomeDraft(fitter.inputCount, fitter.outputCount)
  crossover(draft, fitter, other, { disableRate, matching }, random)
  return draft.finish(genomeId(1_000))
}

function geneAt(genome: Genome, innovation: number): number {
  return genome.connections.innovation.indexOf(innovation)
}

const families = fc.nat().map((seed) => relatives(seed))

test('a child has exactly the connection and node genes of its fitter parent', () => {
  fc.assert(
    fc.property(families, ({ a, b, random }) => {
      const child = childOf(a, b, 0.75, random)
      expect(child.connections.innovation).toEqual(a.connections.innovation)
      expect(child.connections.source).toEqual(a.connections.source)
      expect(child.connections.target).toEqual(a.connections.target)
      expect(child.nodes.id).toEqual(a.nodes.id)
    }),
  )
})

test('disjoint and excess genes keep the weights of the fitter parent', () => {
  fc.assert(
    fc.property(families, ({ a, b, random }) => {
      const child = childOf(a, b, 0.75, random)
      a.connections.innovation.forEach((innovation, gene) => {
        if (geneAt(b, innovation) < 0) expect(child.connections.weight[gene]).toBe(a.connections.weight[gene])
      })
    }),
  )
})

test('a matching gene comes whole from one parent, and each parent gives about half of them', () => {
  let fromFitter = 0
  let fromOther = 0
  for (let seed = 0; seed < 60; seed++) {
    const { a, b, random } = relatives(seed)
    const child = childOf(a, b, 0, random)
    a.connections.innovation.forEach((innovation, gene) => {
      const match = geneAt(b, innovation)
      if (match < 0 || a.connections.weight[gene] === b.connections.weight[match]) return
      const weight = child.connections.weight[gene]
      if (weight === a.connections.weight[gene]) fromFitter++
      else if (weight === b.connections.weight[match]) fromOther++
      else expect.unreachable(`seed ${seed}: a weight that neither parent has`)
    })
  }
  expect(fromFitter + fromOther).toBeGreaterThan(300)
  expect(fromFitter / (fromFitter + fromOther)).toBeGreaterThan(0.4)
  expect(fromFitter / (fromFitter + fromOther)).toBeLessThan(0.6)
})

test('a matching node gene comes whole from one parent', () => {
  fc.assert(
    fc.property(families, ({ a, b, random }) => {
      const child = childOf(a, b, 0.75, random)
      const whole = (genome: Genome, node: number) => {
        const at = genome.nodes.id.indexOf(node)
        return at < 0 ? '' : `${genome.nodes.bias[at]} ${genome.nodes.activation[at]}`
      }
      for (const node of child.nodes.id)
        expect([whole(a, node), whole(b, node)]).toContain(whole(child, node))
    }),
  )
})

/** Genes of the fitter parent that are disabled in at least one parent, as indices. */
function disabledInEither(a: Genome, b: Genome): number[] {
  return [...a.connections.innovation.keys()].filter((gene) => {
    const match = geneAt(b, a.connections.innovation[gene] ?? -1)
    return a.connections.enabled[gene] === 0 || (match >= 0 && b.connections.enabled[match] === 0)
  })
}

test('with a disable rate of 1 exactly the genes disabled in either parent are disabled, with 0 none', () => {
  fc.assert(
    fc.property(families, ({ a, b, random }) => {
      const off = (child: Genome) =>
        [...child.connections.enabled.keys()].filter((gene) => child.connections.enabled[gene] === 0)
      expect(off(childOf(a, b, 1, random))).toEqual(disabledInEither(a, b))
      expect(off(childOf(a, b, 0, random))).toEqual([])
    }),
  )
})

test('the disable rule is applied once: about 75 % of the genes disabled in either parent stay disabled', () => {
  let candidates = 0
  let disabled = 0
  for (let seed = 0; seed < 200; seed++) {
    const { a, b, random } = relatives(seed)
    const child = childOf(a, b, 0.75, random)
    for (const gene of disabledInEither(a, b)) {
      candidates++
      if (child.connections.enabled[gene] === 0) disabled++
    }
  }
  expect(candidates).toBeGreaterThan(1_000)
  // Twice applied it would be 0.5625 or 0.9375.
  expect(disabled / candidates).toBeGreaterThan(0.7)
  expect(disabled / candidates).toBeLessThan(0.8)
})

test('a feed-forward child has no cycle', () => {
  fc.assert(
    fc.property(families, ({ a, b, random }) => {
      expect(checkGenome(childOf(a, b, 0.75, random), 'feed-forward')).toEqual([])
      expect(checkGenome(childOf(b, a, 0.75, random), 'feed-forward')).toEqual([])
    }),
  )
})

test('parents are left as they were', () => {
  const { a, b, random } = relatives(3)
  const before = structuredClone({ a, b })
  childOf(a, b, 0.75, random)
  expect({ a, b }).toEqual(before)
})

test("averaged matching genes lie halfway between the parents, the others are the fitter parent's", () => {
  fc.assert(
    fc.property(families, ({ a, b, random }) => {
      const child = childOf(a, b, 0.75, random, 'averaged')
      a.connections.innovation.forEach((innovation, gene) => {
        const match = geneAt(b, innovation)
        const own = a.connections.weight[gene] ?? 0
        const wanted = match < 0 ? own : own / 2 + (b.connections.weight[match] ?? 0) / 2
        expect(child.connections.weight[gene]).toBe(wanted)
      })
      a.nodes.id.forEach((id, gene) => {
        const match = b.nodes.id.indexOf(id)
        const own = a.nodes.bias[gene] ?? 0
        expect(child.nodes.bias[gene]).toBe(match < 0 ? own : own / 2 + (b.nodes.bias[match] ?? 0) / 2)
      })
    }),
  )
})

test('per attribute, a matching node may have its bias from one parent and its activation from the other', () => {
  let mixed = 0
  for (let seed = 0; seed < 60; seed++) {
    const { a, b, random } = relatives(seed, { ...LIVELY, network: { activations: ['tanh', 'relu'] } })
    const child = childOf(a, b, 0.75, random, 'per-attribute')
    child.nodes.id.forEach((id, gene) => {
      const match = b.nodes.id.indexOf(id)
      const bias = child.nodes.bias[gene]
      const activation = child.nodes.activation[gene]
      expect([a.nodes.bias[gene], b.nodes.bias[match]]).toContain(bias)
      expect([a.nodes.activation[gene], b.nodes.activation[match]]).toContain(activation)
      const differ =
        match >= 0 &&
        a.nodes.bias[gene] !== b.nodes.bias[match] &&
        a.nodes.activation[gene] !== b.nodes.activation[match]
      if (differ && (bias === a.nodes.bias[gene]) !== (activation === a.nodes.activation[gene])) mixed++
    })
  }
  expect(mixed).toBeGreaterThan(5)
})

function mixedChild(a: Genome, b: Genome, kind: 'feed-forward' | 'recurrent', random: Random): Genome {
  const draft = new GenomeDraft(a.inputCount, a.outputCount)
  crossover(draft, a, b, { disableRate: 0.75, matching: 'whole-gene' }, random)
  mixDisjoint(draft, b, kind, random)
  return draft.finish(genomeId(1_000))
}

test('of equals, disjoint and excess genes come by chance from both, and no cycle arises', () => {
  let fromA = 0
  let fromB = 0
  let disjoint = 0
  for (let seed = 0; seed < 80; seed++) {
    const { a, b, random } = relatives(seed)
    const child = mixedChild(a, b, 'feed-forward', random)
    expect(checkGenome(child, 'feed-forward'), `seed ${seed}`).toEqual([])
    for (const innovation of a.connections.innovation) {
      if (geneAt(b, innovation) >= 0) expect(geneAt(child, innovation)).toBeGreaterThanOrEqual(0)
      else {
        disjoint++
        if (geneAt(child, innovation) >= 0) fromA++
      }
    }
    for (const innovation of b.connections.innovation) {
      if (geneAt(a, innovation) < 0 && geneAt(child, innovation) >= 0) fromB++
    }
  }
  expect(fromA / disjoint).toBeCloseTo(0.5, 1)
  expect(fromB).toBeGreaterThan(0.25 * disjoint)
})

test('a child of recurrent equals is sound too, and has no node without a connection', () => {
  for (let seed = 0; seed < 40; seed++) {
    const { a, b, random } = relatives(seed, { ...LIVELY, network: { kind: 'recurrent' } })
    const child = mixedChild(a, b, 'recurrent', random)
    expect(checkGenome(child, 'recurrent'), `seed ${seed}`).toEqual([])
    const joined = new Set([...child.connections.source, ...child.connections.target])
    const hidden = [...child.nodes.id].filter((id) => id >= child.inputCount + child.outputCount)
    expect(hidden.every((id) => joined.has(id))).toBe(true)
  }
})
