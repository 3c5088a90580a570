import { describe, expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { compileNetwork } from '../../core/network/compile.ts'
import { observedNetwork } from '../../core/network/observed.ts'
import { randomSpec } from './random-spec.ts'

describe.each(['feed-forward', 'recurrent', 'ctrnn'] as const)('an observed %s network', (kind) => {
  test('answers as the compiled one does, and its nodes say what it answers', () => {
    for (let seed = 1; seed <= 15; seed++) {
      const random = Random.fromSeed(seed)
      const spec = randomSpec(random, { kind, inputCount: 3, outputCount: 2 })
      const compiled = compileNetwork(spec)
      const { network, values } = observedNetwork(spec)
      for (let pass = 0; pass < 6; pass++) {
        if (pass === 3) for (const one of [network, compiled]) one.reset()
        const inputs = [random.nextFloat(), -random.nextFloat(), random.nextFloat()]
        const wanted = [...compiled.activate(inputs)]
        expect([...network.activate(inputs)], `seed ${seed}`).toEqual(wanted)
        expect([...values().slice(0, 3)], `seed ${seed}`).toEqual(inputs)
        expect([...values().slice(3, 5)], `seed ${seed}`).toEqual(wanted)
      }
    }
  })
})
