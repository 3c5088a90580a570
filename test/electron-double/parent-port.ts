// Preloaded in a utility process: the port of Electron's, and nothing of the channel that Node would have.
import { EventEmitter } from 'node:events'

const send = process.send?.bind(process)
const port = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => void send?.(structuredClone(message)),
})
// As in Electron, the port begins with its first listener; what came before waits.
port.on('newListener', (event) => {
  if (event !== 'message' || port.listenerCount('message') > 0) return
  process.on('message', (data) => port.emit('message', { data, ports: [] }))
})
// Electron ends them with the app.
process.on('disconnect', () => process.exit(0))
Object.assign(process, { parentPort: port, send: undefined })
