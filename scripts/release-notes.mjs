// node scripts/release-notes.mjs VERSION: the section of CHANGELOG.md for that version, and the versions of the protocol and of
// the formats, which are not the release's. The same text every time.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'

const ROOT = join(import.meta.dirname, '..')

/** What this source speaks and writes, and where it says so; read as text, so that every Node can make notes. */
const VERSIONS = [
  ['protocol between master and workers', 'core/wire/frame.ts', 'PROTOCOL_VERSION'],
  ['run folder', 'core/node/run-folder/files.ts', 'RUN_FORMAT_VERSION'],
  ['settings', 'core/run/run-config.ts', 'RUN_CONFIG_VERSION'],
  ['genome', 'core/network/genome-json.ts', 'GENOME_JSON_VERSION'],
  ['table', 'core/problems/table/data-table.ts', 'TABLE_VERSION'],
  ['substrate', 'core/hyperneat/substrate.ts', 'SUBSTRATE_VERSION'],
  ['pipe to Python', 'core/node/python/pipe.ts', 'PIPE_VERSION'],
]

function versionIn(file, name) {
  const [, number] = new RegExp(`\\b${name} = (\\d+)`).exec(readFileSync(join(ROOT, file), 'utf8')) ?? []
  if (number === undefined) throw new Error(`${file} does not say ${name}`)
  return number
}

/** The notes of a version, or null where the changelog has no section for it. */
export function releaseNotes(changelog, version) {
  const section = sectionOf(changelog, version)
  if (section === null) return null
  const lines = VERSIONS.map(([name, file, constant]) => `- ${name}: ${versionIn(file, constant)}`)
  return `${section}\n### Versions\n${lines.join('\n')}\n`
}

/** What stands under `## [version]`, or null where there is no such section. */
export function sectionOf(changelog, version) {
  const sections = changelog.split(/^## /m)
  const section = sections.find((text) => text.startsWith(`[${version}]`))
  return section === undefined ? null : `${section.slice(section.indexOf('\n')).trim()}\n`
}

function main() {
  const version = (argv[2] ?? '').replace(/^v/, '')
  const text = releaseNotes(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'), version)
  if (text !== null) return process.stdout.write(text)
  console.error(`CHANGELOG.md has no section [${version}]: rename [Unreleased] before you tag a version.`)
  process.exitCode = 1
}

if (argv[1] === import.meta.filename) main()
