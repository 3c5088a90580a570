// Every format computes what the network computes, whatever it is made of, and no name breaks out of its place.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { InferenceSession, Tensor } from 'onnxruntime-web'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { describeNetwork, type Names, plainNames } from '../../core/export/described-network.ts'
import { toDot } from '../../core/export/dot.ts'
import { toOnnx } from '../../core/export/onnx.ts'
import { toPython } from '../../core/export/python-source.ts'
import { toSvg } from '../../core/export/svg.ts'
import { toTypeScript } from '../../core/export/typescript-source.ts'
import { compileNetwork } from '../../core/network/compile.ts'
import type { NetworkKind, NetworkSpec } from '../../core/network/network-spec.ts'
import { randomSpec } from '../network/random-spec.ts'
import { madeUpGenome } from '../renderer/made-up-genome.ts'

const STEPS = 6
const KINDS: readonly NetworkKind[] = ['feed-forward', 'recurrent', 'ctrnn']

/** Networks of every activation and aggregation, and rows to feed them. */
function samples(kind: NetworkKind, count: number) {
  const random = Random.fromSeed(kind.length)
  return Array.from({ length: count }, () => {
    const spec = randomSpec(random, { kind, inputCount: 3, outputCount: 2 })
    const rows = Array.from({ length: STEPS }, () => [1, 2, 3].map(() => random.nextBetween(-2, 2)))
    return { spec, rows }
  })
}

/** Outputs step by step, the network's own. */
function answers(spec: NetworkSpec, rows: readonly (readonly number[])[]): number[][] {
  const network = compileNetwork(spec)
  return rows.map((row) => [...network.activate(row)])
}

function expectClose(actual: readonly number[], wanted: readonly number[], tolerance: number): void {
  expect(actual).toHaveLength(wanted.length)
  actual.forEach((value, at) => {
    const expected = wanted[at] ?? Number.NaN
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)))
  })
}

describe.each(KINDS)('a %s network', (kind) => {
  test('as ONNX gives the same outputs in onnxruntime, to 1e-5', async () => {
    for (const { spec, rows } of samples(kind, 25)) {
      const model = toOnnx(describeNetwork(spec), plainNames(spec))
      const session = await InferenceSession.create(model, { logSeverityLevel: 3 })
      const nodes = spec.bias.length
      let state = new Float64Array(nodes)
      const wanted = answers(spec, rows)
      for (const [at, row] of rows.entries()) {
        const feeds = {
          inputs: new Tensor('float64', Float64Array.from(row), [1, 3]),
          ...(kind !== 'feed-forward' && { state: new Tensor('float64', state, [1, nodes]) }),
        }
        const { outputs, next_state: next } = await session.run(feeds)
        expectClose(numbersOf(outputs), wanted[at] ?? [], 1e-5)
        if (next !== undefined) state = Float64Array.from(numbersOf(next))
      }
      await session.release()
    }
  }, 60_000)

  test('as TypeScript gives the same outputs, to 1e-12', () => {
    const cases = samples(kind, 40)
    const folder = temporary()
    cases.forEach(({ spec }, at) => {
      writeFileSync(join(folder, `n${at}.ts`), toTypeScript(describeNetwork(spec), plainNames(spec)))
    })
    writeFileSync(
      join(folder, 'all.ts'),
      `const all = ${JSON.stringify(cases.map(({ rows }) => rows))}
const results = []
for (const [at, rows] of all.entries()) {
  const { Network } = await import('./n' + at + '.ts')
  const network = new Network()
  results.push(rows.map((row) => network.activate(row)))
  try { network.activate([1]) } catch (error) { if (at === all.length - 1) results.push(error.message) }
}
console.log(JSON.stringify(results))
`,
    )
    expectSame(cases, spawnSync(execPath, [join(folder, 'all.ts')], { encoding: 'utf8' }))
  })

  const python = spawnSync('python3', ['-c', 'import sys; assert sys.version_info >= (3, 9)'])
  test.skipIf(python.status !== 0)(
    'as Python gives the same outputs, to 1e-12 (skipped where there is no Python 3.9)',
    () => {
      const cases = samples(kind, 40)
      const folder = temporary()
      cases.forEach(({ spec }, at) => {
        writeFileSync(join(folder, `n${at}.py`), toPython(describeNetwork(spec), plainNames(spec)))
      })
      writeFileSync(
        join(folder, 'all.py'),
        `import importlib, json
results = []
for at, rows in enumerate(json.loads('${JSON.stringify(cases.map(({ rows }) => rows))}')):
    network = importlib.import_module('n%d' % at).Network()
    results.append([network.activate(row) for row in rows])
try:
    network.activate([1])
except ValueError as error:
    results.append(str(error))
print(json.dumps(results))
`,
      )
      expectSame(cases, spawnSync('python3', [join(folder, 'all.py')], { encoding: 'utf8', cwd: folder }))
    },
  )
})

/** All numbers of a tensor of doubles. */
function numbersOf(tensor: { readonly data: unknown } | undefined): number[] {
  if (!(tensor?.data instanceof Float64Array)) throw new TypeError('a tensor of doubles was expected')
  return [...tensor.data]
}

function expectSame(
  cases: ReturnType<typeof samples>,
  { stdout, stderr }: { readonly stdout: string; readonly stderr: string },
): void {
  expect(stderr.replaceAll(/\(node:.*\n|.*--trace-warnings.*\n/g, '')).toBe('')
  const results: number[][][] = JSON.parse(stdout)
  expect(results.at(-1)).toBe('the network has 3 inputs, and 1 numbers came')
  cases.forEach(({ spec, rows }, at) => {
    for (const [row, wanted] of answers(spec, rows).entries()) {
      expectClose(results[at]?.[row] ?? [], wanted, 1e-12)
    }
  })
}

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-export-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('names that want out', () => {
  const hostile = [
    '"]; evil [label="',
    '</text><script>alert(1)</script>',
    '*/ evil() /*',
    '"""\nimport os',
    `\${evil}\u2028evil()`,
  ]
  const names: Names = { inputs: hostile.slice(0, 3), outputs: hostile.slice(3) }
  const genome = madeUpGenome(1, { hidden: 6, connections: 40 })
  const spec = samples('feed-forward', 1)[0]?.spec

  test('stay text in SVG', () => {
    const all = {
      inputs: Array(genome.inputs).fill(hostile[1]),
      outputs: Array(genome.outputs).fill(hostile[0]),
    }
    const svg = toSvg(genome, all)
    expect(svg).not.toContain('<script')
    expect(svg).toContain('&lt;script&gt;')
    expect(svg.match(/<text/g)?.length).toBe(svg.match(/<\/text>/g)?.length)
  })

  test('stay labels in DOT', () => {
    const all = {
      inputs: Array(genome.inputs).fill(hostile[0]),
      outputs: Array(genome.outputs).fill(hostile[3]),
    }
    const dot = toDot(genome, all)
    expect(dot).toContain('\\"]; evil [label=\\"')
    expect(
      dot
        .split('\n')
        .filter((line) => line.includes('import os'))
        .every((line) => line.includes('\\n')),
    ).toBe(true)
  })

  test('stay comments in TypeScript and Python', () => {
    if (spec === undefined) throw new Error('there is a network')
    for (const text of [toTypeScript(describeNetwork(spec), names), toPython(describeNetwork(spec), names)]) {
      for (const line of text.split(/[\n\u2028\u2029]/)) {
        if (/evil|import os|script/.test(line)) expect(line).toMatch(/^(\/\/|#) /)
      }
    }
  })
})

test('a drawing holds every node and every connection', () => {
  const genome = madeUpGenome(1, { hidden: 6, connections: 40 })
  const names = { inputs: Array(genome.inputs).fill('in'), outputs: Array(genome.outputs).fill('out') }
  const dot = toDot(genome, names)
  expect(dot.match(/->/g)?.length).toBe(genome.connections.length)
  expect(dot.match(/^ {2}n\d+ \[/gm)?.length).toBe(genome.nodes.length)
})
