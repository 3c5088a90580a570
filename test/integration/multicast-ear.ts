// Prints every multicast DNS packet that reaches ADDRESS as a line of hexadecimal digits: node multicast-ear.ts ADDRESS
import { createSocket } from 'node:dgram'

const [, , address = '127.0.0.1'] = process.argv
const socket = createSocket({ type: 'udp4', reuseAddr: true })
socket.on('message', (packet) => void process.stdout.write(`${packet.toString('hex')}\n`))
socket.bind(5353, () => {
  socket.addMembership('224.0.0.251', address)
  process.stdout.write('\n') // ready
})
