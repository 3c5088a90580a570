// The fuse "run as Node" is off in the packaged app: what Node would start as another Node is another instance of the app
// there. Here that is an error, so that no spec passes by what the app can't do.
import childProcess from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'

/** Node's own, for the double itself. */
export const { fork } = childProcess

childProcess.fork = () => {
  throw new Error('child_process.fork starts the app once more where the run-as-Node fuse is off')
}
const { spawn } = childProcess
childProcess.spawn = ((command: string, ...rest: unknown[]) => {
  if (command === process.execPath)
    throw new Error("the app's binary is no Node where the run-as-Node fuse is off")
  return Reflect.apply(spawn, childProcess, [command, ...rest])
}) as typeof spawn
syncBuiltinESMExports()
