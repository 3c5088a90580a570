// Somebody's own code in the app: Electron's binary is no Node where its fuse is off, so that another process of Node's
// is a utility process.
import { utilityProcess } from 'electron'
import type { Launch } from '../core/node/own/launch.ts'

export const launchUtilityProcess: Launch = ({ entry, args, switches }, events) => {
  const child = utilityProcess.fork(entry, [...args], {
    serviceName: "Neatwork: a problem's own code",
    stdio: 'pipe',
    execArgv: [...switches],
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (piece: Buffer) => events.printed(piece.toString('utf8')))
  }
  child.on('message', (message: unknown) => events.said(message))
  let isOver = false
  child.once('exit', (code) => {
    isOver = true
    // What it printed last may still be on its way.
    setImmediate(() => events.ended(`code ${code}`))
  })
  const end = (): void => {
    // `kill` asks, and code that never pauses does not hear it.
    if (child.pid === undefined) child.once('spawn', end)
    else if (!isOver) process.kill(child.pid, 'SIGKILL')
  }
  return {
    send: (message) => {
      if (!isOver) child.postMessage(message)
    },
    kill: end,
  }
}
