// Installation without the internet: Electron's own installer asks a lab's mirror and checks what it gets. The mirror's file is a
// small one in the binary's place.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { crc32 } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'

const modules = resolve(import.meta.dirname, '../../../node_modules')
const { version } = JSON.parse(readFileSync(join(modules, 'electron/package.json'), 'utf8'))
const place = mkdtempSync(join(tmpdir(), 'neatwork-mirror-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

/** A zip file with one stored file. */
function zipOf(name: string, text: string): Buffer {
  const [file, data] = [Buffer.from(name), Buffer.from(text)]
  const about = Buffer.alloc(26)
  about.writeUInt16LE(20, 0)
  about.writeUInt32LE(crc32(data), 10)
  about.writeUInt32LE(data.length, 14)
  about.writeUInt32LE(data.length, 18)
  about.writeUInt16LE(file.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), about, file, data])
  const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), about, Buffer.alloc(14), file])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, entry, end])
}

/** A copy of the package, so that this checkout's isn't touched. */
async function install(mirror: string, sums?: Record<string, string>): Promise<void> {
  const folder = join(place, 'electron')
  rmSync(folder, { recursive: true, force: true })
  for (const name of ['install.js', 'package.json', 'checksums.json'])
    cpSync(join(modules, 'electron', name), join(folder, name))
  if (sums !== undefined) writeFileSync(join(folder, 'checksums.json'), JSON.stringify(sums))
  const settings = { ELECTRON_MIRROR: mirror, electron_config_cache: join(place, 'cache') }
  const machine = { ELECTRON_INSTALL_PLATFORM: 'linux', ELECTRON_INSTALL_ARCH: 'x64', NODE_PATH: modules }
  await promisify(execFile)(process.execPath, [join(folder, 'install.js')], {
    env: { ...machine, ...settings },
  })
}

test("Electron's installer takes the binary from a mirror, refuses another file, and finds its own in the cache", async () => {
  const name = `electron-v${version}-linux-x64.zip`
  const zip = zipOf('electron', 'the binary')
  const sums = { [name]: createHash('sha256').update(zip).digest('hex') }
  const server = createServer(({ url }, response) => {
    if (url === `/v${version}/${name}`) response.end(zip)
    else response.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const binary = join(place, 'electron/dist/electron')
  try {
    await expect(install(mirror)).rejects.toThrow(/checksum/i)
    expect(existsSync(binary)).toBe(false)
    await install(mirror, sums)
    expect(readFileSync(binary, 'utf8')).toBe('the binary')
  } finally {
    server.closeAllConnections()
    server.close()
  }
  // Now the mirror is gone: the cache is a folder that is carried to the next machine.
  await install(mirror, sums)
  expect(readFileSync(binary, 'utf8')).toBe('the binary')
}, 60_000)
