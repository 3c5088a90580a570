import { expect, test } from 'vitest'
import { MOST_PRINTED } from '../../core/api/limits.ts'
import type { ProgressView } from '../../core/api/views.ts'
import { RunTold } from '../../core/node/run-told.ts'

function told() {
  const state = { long: [] as ProgressView[] }
  return { state, run: new RunTold({ generation: () => 4, long: () => state.long }) }
}

test('lines are told once each, with their generation and in their order', () => {
  const { run } = told()
  expect(run.news()).toBeNull()
  run.hear({ worker: 'lab-3', genomeId: 7, text: 'one' })
  run.hear({ worker: null, genomeId: null, text: 'two' })
  expect(run.news()?.printed).toMatchObject([
    { number: 1, generation: 4, worker: 'lab-3', genomeId: 7, text: 'one' },
    { number: 2, generation: 4, worker: null, genomeId: null, text: 'two' },
  ])
  expect(run.news()).toBeNull()
  expect(run.view().printed).toHaveLength(2)
})

test('of very many lines the last are kept', () => {
  const { run } = told()
  for (let line = 1; line <= 10 * MOST_PRINTED; line++)
    run.hear({ worker: null, genomeId: null, text: `${line}` })
  const { printed } = run.view()
  expect(printed).toHaveLength(MOST_PRINTED)
  expect(printed.at(-1)).toMatchObject({ number: 10 * MOST_PRINTED, text: `${10 * MOST_PRINTED}` })
})

test('a long evaluation is told of as long as it goes on, and once more when it is over', () => {
  const { state, run } = told()
  state.long = [{ genomeId: 7, share: 0.5, note: 'lap 2' }]
  expect(run.news()?.long).toEqual(state.long)
  expect(run.news()?.long).toEqual(state.long)
  state.long = []
  expect(run.news()?.long).toEqual([])
  expect(run.news()).toBeNull()
})
