// The network as somebody's own code gets it: it says so when it is given too few or too many inputs, which the fast ones
// don't look at.
import type { Network } from '../../network/network-spec.ts'

/** Frozen: code that changed it would score another network, and is told by an error with its place. */
export function checkedNetwork(network: Network): Network {
  const { inputCount } = network
  const checked: Network = {
    inputCount,
    outputCount: network.outputCount,
    activate(inputs) {
      if (inputs?.length !== inputCount) {
        throw new RangeError(`the network has ${inputCount} inputs, but activate was given ${count(inputs)}`)
      }
      return network.activate(inputs)
    },
    activateAll(inputs, rows) {
      if (inputs?.length !== inputCount * rows) {
        throw new RangeError(
          `${rows} rows of ${inputCount} inputs are ${inputCount * rows} numbers, but activateAll was given ${count(inputs)}`,
        )
      }
      return network.activateAll(inputs, rows)
    },
    reset: () => network.reset(),
  }
  return Object.freeze(checked)
}

function count(inputs: ArrayLike<number> | undefined): string {
  return typeof inputs?.length === 'number' ? String(inputs.length) : 'no array'
}
