// Runge & Kutta's fourth-order rule for one system of equations, without allocating in a step.

interface Numbers {
  readonly length: number
  [index: number]: number
}

/** Writes the time derivatives of `state`, driven by `drive`, into `slope`. */
export type Differentiate<State> = (state: State, drive: number, slope: State) => void

/** Moves a state on by `seconds`, driven by `drive` all the while. */
export type Integrate<State> = (state: State, drive: number, seconds: number) => void

/** `empty` makes a state. Reads are in range by construction, hence the casts. */
export function rungeKutta<State extends Numbers>(
  empty: () => State,
  differentiate: Differentiate<State>,
): Integrate<State> {
  const [first, second, third, fourth, between] = [empty(), empty(), empty(), empty(), empty()]
  const size = between.length
  const along = (state: State, slope: State, seconds: number): State => {
    for (let i = 0; i < size; i++) between[i] = (state[i] as number) + seconds * (slope[i] as number)
    return between
  }
  return (state, drive, seconds) => {
    differentiate(state, drive, first)
    differentiate(along(state, first, seconds / 2), drive, second)
    differentiate(along(state, second, seconds / 2), drive, third)
    differentiate(along(state, third, seconds), drive, fourth)
    for (let i = 0; i < size; i++) {
      const middle = (second[i] as number) + (third[i] as number)
      const ends = (first[i] as number) + (fourth[i] as number)
      state[i] = (state[i] as number) + (seconds / 6) * (ends + 2 * middle)
    }
  }
}
