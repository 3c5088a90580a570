// Network activations per second, one at a time and over a whole data set at once, at about 10, 40 and 400 connections.
// `--json` prints them as one object.
import { stdout } from 'node:process'
import { compileNetwork } from '../core/network/compile.ts'
import type { NetworkSpec } from '../core/network/network-spec.ts'
import { activationWorks, DATA_ROWS, dataSet, ratesOf, type Task } from './activation-work.ts'

export interface ActivationRates {
  readonly connections: number
  readonly oneAtATime: number
  readonly wholeDataSet: number
}

export async function run(args: readonly string[]): Promise<void> {
  const rates = activationWorks().map(({ connections, spec }): ActivationRates => {
    const [single = 0, whole = 0] = ratesOf([oneAtATime(spec), wholeDataSet(spec)])
    return { connections, oneAtATime: single, wholeDataSet: whole }
  })
  if (args.includes('--json')) {
    stdout.write(`${JSON.stringify(rates)}\n`)
    return
  }
  stdout.write('Network activations per second, sigmoid nodes\n')
  stdout.write('connections  one at a time  whole data set\n')
  const cell = (value: number, width: number): string =>
    Math.round(value).toLocaleString('en').padStart(width)
  for (const rate of rates) {
    stdout.write(
      `${cell(rate.connections, 11)}  ${cell(rate.oneAtATime, 13)}  ${cell(rate.wholeDataSet, 14)}\n`,
    )
  }
}

/** Each row by a call of its own, as in a simulation. */
export function oneAtATime(spec: NetworkSpec): Task {
  const network = compileNetwork(spec)
  const data = dataSet(spec.inputCount)
  const rows = Array.from({ length: DATA_ROWS }, (_, row) =>
    data.slice(row * spec.inputCount, (row + 1) * spec.inputCount),
  )
  return {
    activations: DATA_ROWS,
    run() {
      let sum = 0
      for (const row of rows) sum += network.activate(row)[0] ?? 0
      if (Number.isNaN(sum)) throw new RangeError('the network computed no numbers')
    },
  }
}

export function wholeDataSet(spec: NetworkSpec): Task {
  const network = compileNetwork(spec)
  const data = dataSet(spec.inputCount)
  return {
    activations: DATA_ROWS,
    run() {
      network.activateAll(data, DATA_ROWS)
    },
  }
}
