// XOR, but some evaluations fail, as their seed has it: the same ones on every machine. Where there is no thread to be
// cut off or ended, what would hang or exit throws: for the genome it comes to the same.
import { exit } from 'node:process'
import type { Problem } from '../../core/problems/problem.ts'
import { xor } from '../../core/problems/xor.ts'

/** Evaluations of a hundred thousand that end so. */
const OF_100_000 = { throws: 600, isNoNumber: 600, exits: 60, hangs: 20 }

export function faultProblem(where: 'thread' | 'serial', shift = 0): Problem {
  return {
    ...xor,
    name: 'faults',
    evaluate(network, context) {
      const draw = context.random.nextFloat() * 100_000
      const { throws, isNoNumber, exits, hangs } = OF_100_000
      // The seeds of a problem's fingerprint are small numbers, whose first draws lie above all of these.
      if (draw < throws) throw new RangeError('this genome throws')
      if (draw < throws + isNoNumber) return Number.NaN
      if (draw < throws + isNoNumber + exits + hangs) {
        if (where === 'serial') throw new RangeError('this genome ends its thread')
        if (draw < throws + isNoNumber + exits) exit(7)
        for (;;);
      }
      const result = xor.evaluate(network, context)
      return (typeof result === 'number' ? result : result.fitness) + shift
    },
  }
}
