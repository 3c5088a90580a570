// Seeds of evaluations, from what they belong to and never from who evaluates.

/** Finaliser of MurmurHash3 (Appleby): every input bit changes every output bit with probability near a half. */
export function mix32(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Unsigned 32-bit seed of one genome's evaluation in one generation of one run. */
export function evaluationSeed(runSeed: number, generation: number, genome: number): number {
  return mix32(
    mix32(mix32(runSeed) ^ Math.imul(generation + 1, 0x9e3779b1)) ^ Math.imul(genome + 1, 0x85ebca77),
  )
}
