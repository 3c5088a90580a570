// Which folder an instance keeps its things in. One instance runs per profile; a worker has another default than a
// master, so that both fit on one desktop.
import { join, resolve } from 'node:path'
import type { AppArguments } from './arguments.ts'

/** Absolute profile folder: the one asked for, or the default of the mode below `appData`. */
export function profileFolder(args: AppArguments, appData: string, workingFolder: string): string {
  if (args.profile !== null) return resolve(workingFolder, args.profile)
  return join(appData, 'Neatwork', args.suggestion.kind === 'worker' ? 'worker' : 'master')
}
