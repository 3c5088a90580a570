// The activation functions of nodes: number in, finite number out. Definitions follow neat-python 2.1
// (neat/activations.py, which scales and clamps its arguments) where it has the function, but for two: sigmoid is the
// steepened one of Stanley & Miikkulainen 2002, §4.1, and tanh is plain.
import { exp, expm1, log, sin, tanh } from '../base/portable-math.ts'
import type { ActivationName } from './network-spec.ts'
import { ACTIVATIONS } from './network-spec.ts'

export type Activation = (x: number) => number

const clamp = (x: number, limit: number): number => (x > limit ? limit : Math.max(x, -limit))

/** Slope of the steepened sigmoid (Stanley & Miikkulainen 2002). */
export const SIGMOID_SLOPE = 4.9

/** 1 / (1 + e^(−4.9x)). */
export function sigmoid(x: number): number {
  return 1 / (1 + exp(-SIGMOID_SLOPE * x))
}

/** Largest magnitude that the unbounded functions return: loops and sums of them stay finite. */
const LARGEST = 1e60

const bounded = (x: number): number => clamp(x, LARGEST)

export const SELU_SCALE = 1.0507009873554805
export const SELU_ALPHA = 1.6732632423543772

function softplus(x: number): number {
  const z = clamp(5 * x, 60)
  return 0.2 * log(1 + exp(z))
}

function inverse(x: number): number {
  return Math.abs(x) < 1 / LARGEST ? 0 : 1 / x
}

export const activationByName: Readonly<Record<ActivationName, Activation>> = {
  sigmoid,
  tanh,
  relu: (x) => Math.max(bounded(x), 0),
  identity: bounded,
  sin: (x) => sin(clamp(5 * x, 60)),
  gauss: (x) => {
    const z = clamp(x, 3.4)
    return exp(-5 * z * z)
  },
  'leaky-relu': (x) => bounded(x > 0 ? x : 0.005 * x),
  elu: (x) => (x > 0 ? bounded(x) : expm1(x)),
  selu: (x) => (x > 0 ? bounded(SELU_SCALE * x) : SELU_SCALE * SELU_ALPHA * expm1(x)),
  softplus,
  clamped: (x) => clamp(x, 1),
  inv: inverse,
  log: (x) => log(Math.max(x, 1e-7)),
  exp: (x) => exp(clamp(x, 60)),
  abs: (x) => Math.abs(bounded(x)),
  hat: (x) => {
    const height = 1 - Math.abs(x)
    return Math.max(height, 0)
  },
  square: (x) => bounded(x * x),
  cube: (x) => bounded(x * x * x),
}

/** By the code that a NetworkSpec carries. */
export const activationByCode: readonly Activation[] = ACTIVATIONS.map((name) => activationByName[name])
