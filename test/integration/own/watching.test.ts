// Networks at work at somebody's own problem: watched in a process by itself, as everything of that problem.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Random } from '../../../core/base/random.ts'
import { expand } from '../../../core/hyperneat/expand.ts'
import { parseSubstrate } from '../../../core/hyperneat/substrate.ts'
import { compileNetwork } from '../../../core/network/compile.ts'
import { describeOwn } from '../../../core/node/own/describe-own.ts'
import { watchProblem } from '../../../core/node/own/watch-problem.ts'
import { declaredProblem } from '../../../core/problems/declared-problem.ts'
import { randomSpec } from '../../network/random-spec.ts'

const TEXT = `export default {
  name: 'answering', inputs: 2, outputs: 1, solvedAt: 9,
  options: { times: { kind: 'number', default: 2, low: 1, high: 9, whole: true, description: 'Frames.' } },
  evaluate: () => 1,
  play: {
    stage: { left: 0, right: 1, bottom: 0, top: 1 }, frameMs: 10,
    *frames(network, { options }) {
      for (let at = 0; at < options.times; at++)
        yield { shapes: [], figures: { answer: network.activate([0.25, at])[0] } }
    },
  },
}
`

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-watch-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'answering.js')
  writeFileSync(file, text)
  return file
}

function someNetwork(inputCount: number, outputCount: number) {
  return randomSpec(Random.fromSeed(3), { kind: 'feed-forward', inputCount, outputCount, plain: true })
}

test('its frames are those of the network, with the options that are in force', async () => {
  const problem = await describeOwn(fileWith(TEXT), 300)
  const network = someNetwork(2, 1)
  const watched = await watchProblem(problem, { network, seed: 1, options: { times: 3 } })
  const compiled = compileNetwork(network)
  const answers = [0, 1, 2].map((at) => compiled.activate([0.25, at])[0])
  expect(watched).toMatchObject({
    kind: 'play',
    frames: answers.map((answer) => ({ figures: { answer } })),
  })
})

test('on a substrate it is the painted network that is at work', async () => {
  const problem = await describeOwn(fileWith(TEXT), 300)
  const parsed = parseSubstrate({
    ...{ format: 'neatwork-substrate', version: 1, connections: [['in', 'out']] },
    inputs: {
      name: 'in',
      nodes: [
        [-1, -1],
        [1, -1],
      ],
    },
    outputs: { name: 'out', nodes: [[0, 1]] },
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  const found = declaredProblem({ ok: true, problem }, { substrate: parsed.value })
  if (!found.ok) throw new Error(found.message)
  const painting = someNetwork(found.problem.inputs.length, found.problem.outputs.length)
  const watched = await watchProblem(found.problem, { network: painting, seed: 1, options: { times: 1 } })
  const painted = compileNetwork(expand(compileNetwork(painting), parsed.value))
  expect(watched).toMatchObject({ frames: [{ figures: { answer: painted.activate([0.25, 0])[0] } }] })
})

test('a file that was changed meanwhile, or that throws, is told with a sentence', async () => {
  const file = fileWith(TEXT)
  const problem = await describeOwn(file, 300)
  const request = { network: someNetwork(2, 1), seed: 1, options: { times: 1 } }
  writeFileSync(file, TEXT.replace('yield', "throw new Error('no more') ; yield"))
  await expect(watchProblem(problem, request)).rejects.toThrow(/answering\.js was changed meanwhile/)
  const broken = await describeOwn(file, 300)
  await expect(watchProblem(broken, request)).rejects.toThrow(
    /can't be watched: Error: no more \(at answering\.js:9:15\)/,
  )
  const wrong = TEXT.replace(
    'shapes: []',
    "shapes: [{ kind: 'circle', role: 'bodi', centre: [0, 0], radius: 1 }]",
  )
  await expect(watchProblem(await describeOwn(fileWith(wrong), 300), request)).rejects.toThrow(
    /TypeError: frame 1 is wrong: shapes\.0\.role: invalid option: expected one of "ground"/,
  )
})

test('a problem without play has nothing to show, and no process is asked', async () => {
  const problem = await describeOwn(fileWith(TEXT.replace(/ {2}play: \{[\s\S]*\n {2}\},\n/, '')), 300)
  expect(await watchProblem(problem, { network: someNetwork(2, 1), seed: 1, options: {} })).toEqual({
    kind: 'nothing',
  })
})
