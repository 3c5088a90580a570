// Adam (Kingma & Ba 2015, "Adam: a method for stochastic optimization", algorithm 1): steps for one vector of
// parameters. It knows no network. Typed-array reads are in range by construction, hence the casts.

export interface AdamSettings {
  readonly learningRate: number
  /** Decay of the mean of the gradient. */
  readonly beta1: number
  /** Decay of the mean of its square. */
  readonly beta2: number
  readonly epsilon: number
}

/** The paper's own. */
export const ADAM_DEFAULTS: AdamSettings = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }

export class Adam {
  readonly #settings: AdamSettings
  readonly #mean: Float64Array
  readonly #square: Float64Array
  /** beta1^t and beta2^t. */
  #power1 = 1
  #power2 = 1

  constructor(length: number, settings: AdamSettings) {
    this.#settings = settings
    this.#mean = new Float64Array(length)
    this.#square = new Float64Array(length)
  }

  /** One step down the gradient, in place. */
  step(parameters: Float64Array, gradient: Float64Array): void {
    const { learningRate, beta1, beta2, epsilon } = this.#settings
    this.#power1 *= beta1
    this.#power2 *= beta2
    for (let i = 0; i < parameters.length; i++) {
      const slope = gradient[i] as number
      const mean = beta1 * (this.#mean[i] as number) + (1 - beta1) * slope
      const square = beta2 * (this.#square[i] as number) + (1 - beta2) * slope * slope
      this.#mean[i] = mean
      this.#square[i] = square
      const unbiasedMean = mean / (1 - this.#power1)
      const unbiasedSquare = square / (1 - this.#power2)
      parameters[i] =
        (parameters[i] as number) - (learningRate * unbiasedMean) / (Math.sqrt(unbiasedSquare) + epsilon)
    }
  }
}
