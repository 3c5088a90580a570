// From a network as data to a network that computes.
import { assertNever } from '../base/invariant.ts'
import { compileCtrnn } from './ctrnn.ts'
import { compileFeedForward } from './feed-forward.ts'
import type { Network, NetworkSpec } from './network-spec.ts'
import { compileRecurrent } from './recurrent.ts'

/** Throws an InvariantError for a feed-forward spec with a cycle and a ctrnn without time constants. */
export function compileNetwork(spec: NetworkSpec): Network {
  switch (spec.kind) {
    case 'feed-forward':
      return compileFeedForward(spec)
    case 'recurrent':
      return compileRecurrent(spec)
    case 'ctrnn':
      return compileCtrnn(spec)
    default:
      return assertNever(spec.kind)
  }
}
