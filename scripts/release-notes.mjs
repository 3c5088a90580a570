// node scripts/release-notes.mjs VERSION: the section of CHANGELOG.md for that version, the same text every time.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'

/** What stands under `## [version]`, or null where there is no such section. */
export function sectionOf(changelog, version) {
  const sections = changelog.split(/^## /m)
  const section = sections.find((text) => text.startsWith(`[${version}]`))
  return section === undefined ? null : `${section.slice(section.indexOf('\n')).trim()}\n`
}

function main() {
  const version = (argv[2] ?? '').replace(/^v/, '')
  const text = sectionOf(readFileSync(join(import.meta.dirname, '../CHANGELOG.md'), 'utf8'), version)
  if (text !== null) return process.stdout.write(text)
  console.error(`CHANGELOG.md has no section [${version}]: rename [Unreleased] before you tag a version.`)
  process.exitCode = 1
}

if (argv[1] === import.meta.filename) main()
