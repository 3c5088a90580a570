// Files that somebody opens on a screen: told apart by what they hold, runs put among the saved ones, nothing run.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openFileSchema } from '../../core/api/opened-file.ts'
import { readJsonFile } from '../../core/node/cli/input-files.ts'
import { writeNeatworkFile } from '../../core/node/neatwork-file/write.ts'
import { openFile } from '../../core/node/opened-file.ts'
import { RunFolder } from '../../core/node/run-folder/run-folder.ts'

const SEALED = resolve(import.meta.dirname, '../integration/past-runs/sealed')

function lab(): string {
  const path = mkdtempSync(join(tmpdir(), 'neatwork-opened-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

async function handedOn(folder: string, part: 'run' | 'settings' | 'champion'): Promise<string> {
  const out = join(folder, `${part}.neatwork`)
  const run = await RunFolder.look(SEALED)
  await writeNeatworkFile({ run, part, appVersion: '1', createdAt: '' }, out)
  return readFileSync(out).toString('base64')
}

const opened = (name: string, content: string, runs: string | null) =>
  openFile(openFileSchema.parse({ name, content }), runs)
const text = (value: string) => Buffer.from(value).toString('base64')

test('a run goes among the saved runs, under a name that is free', async () => {
  const folder = lab()
  const runs = join(folder, 'runs')
  const content = await handedOn(folder, 'run')
  const first = await opened('a.neatwork', content, runs)
  const second = await opened('a.neatwork', content, runs)
  expect([first, second]).toMatchObject([
    { kind: 'run', name: 'sealed', code: null },
    { kind: 'run', name: 'sealed-2' },
  ])
  expect(readdirSync(runs).toSorted()).toEqual(['sealed', 'sealed-2'])
  await expect(opened('a.neatwork', content, null)).rejects.toThrow('saves no runs')
  await expect(opened('a.neatwork', text('hello'), runs)).rejects.toThrow(/^a\.neatwork can't be opened: /)
  expect(readdirSync(runs)).toHaveLength(2)
})

test('settings and genomes come back, from a .neatwork file or as they are', async () => {
  const folder = lab()
  const champion = readFileSync(join(SEALED, 'champion.json'), 'utf8')
  const { genome, hash } = JSON.parse(champion)
  const config = (await RunFolder.look(SEALED)).record.config
  const settings = { kind: 'settings', settings: config }
  expect(await opened('s.neatwork', await handedOn(folder, 'settings'), null)).toEqual(settings)
  expect(await opened('s.jsonc', text(`// mine\n${JSON.stringify(config)}`), null)).toEqual(settings)
  for (const content of [await handedOn(folder, 'champion'), text(champion), text(JSON.stringify(genome))]) {
    const name =
      content === text(champion) || content === text(JSON.stringify(genome)) ? 'c.json' : 'c.neatwork'
    expect(await opened(name, content, null)).toEqual({ kind: 'genome', genome, hash })
  }
  // As programs of Windows write it.
  expect(await opened('s.json', text(`\ufeff${JSON.stringify(config)}`), null)).toEqual(settings)
  writeFileSync(join(folder, 's.json'), '\ufeff{ "seed": 7 }')
  expect(await readJsonFile(join(folder, 's.json'), 'config file')).toEqual({ seed: 7 })
  await expect(opened('x.json', text('nothing'), null)).rejects.toThrow('x.json is no JSON')
  await expect(opened('x.json', text('['.repeat(100_000)), null)).rejects.toThrow('x.json is no JSON')
  await expect(opened('x.json', text('{}'), null)).rejects.toThrow('neither settings nor a sound genome')
})
