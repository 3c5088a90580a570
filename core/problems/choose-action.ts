// One of several actions out of a network's outputs.

/** The number of the largest output, the first of equals. */
export function chooseAction(outputs: Float64Array): number {
  let best = 0
  for (let at = 1; at < outputs.length; at++) if ((outputs[at] ?? 0) > (outputs[best] ?? 0)) best = at
  return best
}
