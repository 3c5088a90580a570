// The run that an app saved in its profile, as files.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { ChampionView } from '../../core/api/views.ts'
import { type Drawing, outputsOf } from './drawn-network.ts'

/** Champion of the only run below the profile. */
export function savedChampion(profile: string): ChampionView {
  const runs = join(profile, 'runs')
  const [run, ...others] = readdirSync(runs)
  if (run === undefined || others.length > 0)
    throw new Error(`There are ${others.length + 1} runs in ${runs}.`)
  return JSON.parse(readFileSync(join(runs, run, 'champion.json'), 'utf8'))
}

/** The drawing is the saved champion: its hash, every node, every connection with its weight to the last bit. */
export function expectDrawn(drawing: Drawing, { hash, genome }: ChampionView): void {
  expect(drawing.championHash).toBe(hash)
  const { nodes, connections } = genome
  expect(
    drawing.nodes.map(({ id, role, activation, bias, response }) => ({
      id,
      role,
      activation,
      bias,
      response,
    })),
  ).toEqual(
    nodes.map(({ id, role, activation, bias, response }) => ({ id, role, activation, bias, response })),
  )
  expect(drawing.connections).toEqual(
    connections.map(({ innovation, source, target, weight, enabled }) => ({
      innovation,
      source,
      target,
      weight,
      enabled,
    })),
  )
}

/** Computed from the drawing alone, it is an exclusive or with the fitness that counts as solved. */
export function expectXor(drawing: Drawing): void {
  const patterns = [
    [0, 0, 0],
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 0],
  ] as const
  const errors = patterns.map(([a, b, wanted]) => (outputsOf(drawing, [a, b])[0] ?? Number.NaN) - wanted)
  for (const error of errors) expect(Math.abs(error)).toBeLessThan(0.5)
  expect(4 - errors.reduce((sum, error) => sum + error * error, 0)).toBeGreaterThanOrEqual(3.9)
}
