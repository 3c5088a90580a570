// Normal numbers by the ziggurat method: 128 layers of equal area under the bell (Marsaglia & Tsang 2000, layer and
// value from separate bits as Doornik 2005 asks). No state between two draws, so that a generator's state is all of it.
// Table reads are in range by construction, hence the casts.
import { exp, log } from './portable-math.ts'

const LAYERS = 128
/** Where the tail begins, and the area of every layer, for 128 layers (Marsaglia & Tsang 2000). */
const TAIL = 3.442619855899
const AREA = 9.91256303526217e-3

const density = (x: number): number => exp(-0.5 * x * x)

/** Right edge of each layer from the bottom up; the bottom one stands for its rectangle and the tail. */
const EDGE = new Float64Array(LAYERS + 1)
const HEIGHT = new Float64Array(LAYERS + 1)
EDGE[0] = AREA / density(TAIL)
EDGE[1] = TAIL
for (let i = 2; i < LAYERS; i++) {
  const below = EDGE[i - 1] as number
  EDGE[i] = Math.sqrt(-2 * log(AREA / below + density(below)))
}
for (let i = 0; i <= LAYERS; i++) HEIGHT[i] = density(EDGE[i] as number)

/** Uniform numbers, as the generator gives them. */
export interface UniformSource {
  nextUint32(): number
  nextFloat(): number
}

/** Normal with mean 0 and standard deviation 1. */
export function gaussian(source: UniformSource): number {
  for (;;) {
    const high = source.nextUint32()
    const low = source.nextUint32()
    // 53 bits of value; of the 11 left over, 7 are the layer and 1 the sign.
    const layer = ((high & 1) << 6) | (low & 63)
    const x = ((high >>> 5) * 67108864 + (low >>> 6)) * (1 / 9007199254740992) * (EDGE[layer] as number)
    const sign = (high & 2) === 0 ? 1 : -1
    if (x < (EDGE[layer + 1] as number)) return sign * x
    if (layer === 0) return sign * tail(source)
    const floor = HEIGHT[layer] as number
    const ceiling = HEIGHT[layer + 1] as number
    if (floor + (ceiling - floor) * source.nextFloat() < density(x)) return sign * x
  }
}

/** A normal number beyond the ziggurat (Marsaglia 1964). */
function tail(source: UniformSource): number {
  for (;;) {
    const beyond = -log(1 - source.nextFloat()) / TAIL
    const height = -log(1 - source.nextFloat())
    if (2 * height > beyond * beyond) return TAIL + beyond
  }
}
