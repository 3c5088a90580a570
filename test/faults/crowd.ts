// Strangers without a token, as a process of their own: node crowd.ts PORT COUNT WITHIN-MS. They come from 250 addresses
// of the loopback network, say nothing, or garbage, or hello with a wrong token; at the end one JSON line tells what they
// got and how long the longest of them could stay.
import { argv, stdout } from 'node:process'
import { connect } from 'node:tls'
import { WebSocket } from 'ws'
import { xor } from '../../core/problems/xor.ts'
import { encodeControl } from '../../core/wire/messages.ts'
import { hello } from '../wire/memory-cluster.ts'

const [port = 0, count = 0, withinMs = 0] = argv.slice(2).map(Number)
const ADDRESSES = 250
const wrongHello = encodeControl('hello', hello(xor, { token: 'a-wrong-token-of-a-stranger' }))
const stays: number[] = []
let answers = 0
let mostAnswers = 0

for (let index = 0; index < count; index++) {
  setTimeout(() => stranger(index), (withinMs * index) / count)
}

function stranger(index: number): void {
  const sinceMs = performance.now()
  const target = { host: '127.0.0.1', port, localAddress: `127.0.0.${2 + (index % ADDRESSES)}` }
  const tls = connect({ ...target, rejectUnauthorized: false })
  const gone = () => {
    stays.push(performance.now() - sinceMs)
    if (stays.length === count) tell()
  }
  tls.on('error', () => {})
  tls.once('close', gone)
  if (index % 3 === 0) return void tls.resume() // says nothing
  if (index % 3 === 1) return void tls.resume().write('garbage\r\n\r\n')
  let own = 0
  const socket = new WebSocket(`wss://127.0.0.1:${port}`, { createConnection: () => tls })
  socket.on('error', () => {})
  socket.on('open', () => socket.send(wrongHello))
  socket.on('message', () => {
    answers++
    mostAnswers = Math.max(mostAnswers, ++own)
  })
}

function tell(): void {
  stdout.write(`${JSON.stringify({ longestMs: Math.max(...stays), answers, mostAnswers })}\n`)
}
