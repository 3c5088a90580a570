// How a cart with two poles looks, whatever its network is told of it.
import { cos, sin } from '../../base/portable-math.ts'
import type { Network } from '../../network/network-spec.ts'
import type { Play, PlayFrame, PlayPoint, Role, Shape } from '../play.ts'
import { type CartState, decide, hasFailed, START } from './cart.ts'

/** Decisions that are shown: 40 seconds. */
const SHOWN = 2000
const CART_M: PlayPoint = [0.4, 0.2]
/** The whole length of each pole. */
const LONG_M = 1
const SHORT_M = 0.1
/** Drawn as if it were so long, for a tenth of a metre can't be seen. */
const SHORT_DRAWN_M = 0.35

const edge = (role: Role, from: PlayPoint, to: PlayPoint): Shape => {
  return { kind: 'path', role, points: [from, to], width: 0.03 }
}

/** The track, and the ends at which a trial is lost. */
const SCENERY: readonly Shape[] = [
  edge('ground', [-2.4, 0], [2.4, 0]),
  edge('danger', [-2.4, 0], [-2.4, 0.2]),
  edge('danger', [2.4, 0], [2.4, 0.2]),
]

/** `tell` puts into `inputs`, which has a place for each of the `told` numbers, what the network is told of a state. */
export function polesAtWork(
  tell: (state: Readonly<CartState>, inputs: Float64Array) => void,
  told: number,
): Play {
  return {
    stage: { left: -2.8, right: 2.8, bottom: -0.5, top: 1.5 },
    frameMs: 20,
    scenery: () => SCENERY,
    *frames(network: Network): Iterable<PlayFrame> {
      network.reset()
      const state: CartState = [...START]
      const inputs = new Float64Array(told)
      for (let decision = 0; decision < SHOWN; decision++) {
        tell(state, inputs)
        const output = network.activate(inputs)[0] ?? 0.5
        yield drawn(state, { decision, inputs, output })
        decide(state, output)
        if (hasFailed(state)) return
      }
    },
  }
}

interface Moment {
  readonly decision: number
  readonly inputs: Float64Array
  readonly output: number
}

function drawn(state: Readonly<CartState>, { decision, inputs, output }: Moment): PlayFrame {
  const [x, , long, , short] = state
  const hinge: PlayPoint = [x, CART_M[1]]
  const tip = (angle: number, length: number): PlayPoint => [
    x + sin(angle) * length,
    CART_M[1] + cos(angle) * length,
  ]
  return {
    shapes: [
      { kind: 'box', role: 'body', centre: [x, CART_M[1] / 2], size: CART_M, filled: true },
      { kind: 'path', role: 'part', points: [hinge, tip(long, LONG_M)], width: 0.06 },
      { kind: 'path', role: 'other', points: [hinge, tip(short, SHORT_DRAWN_M)], width: 0.05 },
    ],
    figures: {
      seconds: decision / 50,
      'short pole drawn': `${(SHORT_DRAWN_M / SHORT_M).toFixed(1)} times its length`,
    },
    inputs: [...inputs],
    outputs: [output],
  }
}
