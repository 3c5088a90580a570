// What a request for a run says about its settings, in the shape of a config file.
import type { RunRequest } from './commands.ts'

type Asked = Pick<RunRequest, 'problem' | 'seed' | 'generations' | 'populationSize' | 'settings'>

/** Input of the run's schema: the request's own fields win over its other settings. */
export function configInputOf({ problem, seed, generations, populationSize, settings }: Asked): unknown {
  const neat = settings['neat']
  const others = typeof neat === 'object' && neat !== null ? neat : {}
  return { ...settings, problem, seed, generations, neat: { ...others, populationSize } }
}
