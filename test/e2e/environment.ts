// What a spec file has to know of the machine it runs on.
import { inject } from 'vitest'
import type { MachineForSpecs } from './setup.ts'

export interface E2eEnvironment extends MachineForSpecs {
  /** DevTools address of the Chromium of this worker. */
  readonly endpoint: string
}

/**
 * Every worker of Vitest has a Chromium of its own: whoever connects to one is given all its pages, and sets their media
 * features, such as the wish for less motion, to its own.
 */
export function environment(): E2eEnvironment {
  const given = inject('e2e')
  const worker = Number(process.env['VITEST_POOL_ID'] ?? 0)
  const endpoint = given.endpoints[worker % given.endpoints.length]
  if (endpoint === undefined) throw new Error('No browser was started for the specs.')
  return { ...given, endpoint }
}
