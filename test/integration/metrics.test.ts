// Metrics and health as Prometheus and a probe meet them, on a master and on a worker; docs/operations.md names them all.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { platform } from 'node:process'
import { expect, onTestFinished, test } from 'vitest'
import { NeatworkProcess, neatwork } from './neatwork-process.ts'

const ENDLESS = [
  ...['--problem', 'two-spirals', '--population', '60', '--generations', '100000', '--seed', '7', '--json'],
]
const MASTER = ['--host', '127.0.0.1', '--port', '0', '--local-slots', '0', '--min-workers', '1']

interface Answer {
  readonly status: number
  readonly text: string
  readonly type: string
}

function get(address: string | URL, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((settle, fail) => {
    const asked = request(address, { headers }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => {
        text += String(chunk)
      })
      const { statusCode: status = 0 } = answer
      answer.on('end', () => settle({ status, text, type: String(answer.headers['content-type']) }))
    })
    asked.on('error', fail).end()
  })
}

/** A page of metrics as name{labels} → value; throws at a line that is none. */
function parsed(page: string): ReadonlyMap<string, number> {
  const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => {
      const match = /^([a-zA-Z_:][\w:]*(?:\{[^}]*\})?) (\S+)$/.exec(line)
      if (match === null) throw new Error(`not a line of metrics: ${line}`)
      return [match[1] ?? '', Number(match[2])]
    }),
  )
}

const namesOf = (page: string) => [...page.matchAll(/^# TYPE (\S+)/gm)].map((match) => match[1] ?? '')

/** Names in the table of docs/operations.md, some with a star at their end. */
const documented = [
  ...readFileSync(resolve(import.meta.dirname, '../../docs/operations.md'), 'utf8').matchAll(
    /^\| (`[a-z_*`, ]+`) \|/gm,
  ),
].flatMap((match) => [...(match[1] ?? '').matchAll(/`([a-z_*]+)`/g)].map((name) => name[1] ?? ''))

const isDocumented = (name: string) =>
  documented.some((known) => (known.endsWith('*') ? name.startsWith(known.slice(0, -1)) : name === known))

async function started() {
  const master = new NeatworkProcess(['master', ...ENDLESS, ...MASTER, '--web', '0'])
  const { joinLink, webUrl } = await master.line(({ type }) => type === 'listening')
  const page = new URL(String(webUrl))
  const token = page.searchParams.get('token') ?? ''
  return { master, link: String(joinLink), origin: page.origin, token }
}

test('a master and a worker tell Prometheus how they are, and the page of the docs knows every name', async () => {
  const { master, link, origin, token } = await started()
  const worker = new NeatworkProcess(['worker', link, '--slots', '1', '--metrics', '0', '--json'])
  const url = new URL(String((await worker.line(({ type }) => type === 'metrics'))['url']))
  await master.line((line) => line['type'] === 'generation' && Number(line['generation']) >= 3)

  const bearer = { authorization: `Bearer ${token}` }
  const answer = await get(`${origin}/metrics`, bearer)
  expect(answer.status).toBe(200)
  expect(answer.type).toContain('text/plain; version=0.0.4')
  const ours = parsed(answer.text)
  const working =
    (ours.get('neatwork_workers{state="working"}') ?? 0) + (ours.get('neatwork_workers{state="idle"}') ?? 0)
  expect(working).toBe(1)
  expect(ours.get('neatwork_slots')).toBe(1)
  expect(ours.get('neatwork_generation')).toBeGreaterThanOrEqual(3)
  expect(ours.get('neatwork_genomes_evaluated_total')).toBeGreaterThanOrEqual(4 * 60)
  expect(ours.get('neatwork_fitness_best')).toBeGreaterThan(ours.get('neatwork_fitness_mean') ?? Number.NaN)
  expect(ours.get('neatwork_species')).toBeGreaterThan(0)
  expect(ours.get('neatwork_results_differing_total')).toBe(0)
  expect(ours.has('nodejs_eventloop_lag_p99_seconds')).toBe(true)

  const theirs = await get(url)
  expect(theirs.status).toBe(200)
  expect(parsed(theirs.text).get('neatwork_genomes_evaluated_total')).toBeGreaterThan(0)
  expect(parsed(theirs.text).get('neatwork_worker_state{state="closed"}')).toBe(0)

  const names = new Set([...namesOf(answer.text), ...namesOf(theirs.text)])
  expect([...names].filter((name) => !isDocumented(name))).toEqual([])
  const own = documented.filter((name) => name.startsWith('neatwork_'))
  expect(own.filter((name) => !names.has(name))).toEqual([])
  expect(own.length).toBeGreaterThan(15)

  expect((await get(new URL('/readyz', url))).text).toBe('ready\n')
  expect((await get(`${origin}/readyz`)).status).toBe(200)
  expect((await get(`${origin}/healthz`)).text).toBe('alive\n')
})

test('metrics are for who has the token, under the own name only', async () => {
  const { origin, token } = await started()
  for (const path of ['/metrics', '/metrics?token=', `/metrics?token=${token}x`]) {
    const answer = await get(origin + path)
    expect(answer.status).toBe(401)
    expect(answer.text).not.toContain('neatwork_')
  }
  expect((await get(`${origin}/metrics?token=${token}`)).status).toBe(200)
  const rebound = await get(`${origin}/metrics?token=${token}`, { host: 'evil.example' })
  expect(rebound.status).toBe(403)
})

test('a worker without its master lives, but is not ready; of metrics its port has no more to tell', async () => {
  const link = `neatwork://join/127.0.0.1:1?cert=${'f'.repeat(43)}&token=${'t'.repeat(27)}`
  const worker = new NeatworkProcess(['worker', link, '--slots', '1', '--metrics', '0', '--json'])
  const url = new URL(String((await worker.line(({ type }) => type === 'metrics'))['url']))
  expect((await get(new URL('/healthz', url))).status).toBe(200)
  const ready = await get(new URL('/readyz', url))
  expect([ready.status, ready.text]).toEqual([503, 'this worker is not in touch with its master\n'])
  expect((await get(new URL('/metrics', url.origin))).status).toBe(401)
  expect((await get(new URL('/index.html', url))).status).toBe(404)
  expect((await get(url, { host: 'evil.example' })).status).toBe(404)
})

test('a token is kept in a file for its owner only, and a wrong file is refused with a sentence', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-token-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'token')
  const start = () => neatwork('run', '--seed', '1', '--web', '0', '--web-token', path, '--json')
  const urls = [await start(), await start()].map(({ lines }) => new URL(String(lines[0]?.['webUrl'])))
  const tokens = urls.map((url) => url.searchParams.get('token'))
  expect(tokens[0]).toMatch(/^[\w-]{22,}$/)
  expect(tokens[1]).toBe(tokens[0])
  if (platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0)
  writeFileSync(path, 'short')
  const refused = await start()
  expect(refused.code).toBe(2)
  expect(refused.stderr).toContain('holds no token')
})
