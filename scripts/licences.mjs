// npm run licences: writes THIRD_PARTY_LICENSES.md from the lock file: every package that an installation brings along or
// that is bundled into the pages. `--check` fails when the file isn't current. Licences are those that packages state.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'

const ROOT = join(import.meta.dirname, '..')
const LIST = join(ROOT, 'THIRD_PARTY_LICENSES.md')

const HEAD = `# Licences of the dependencies

Written by \`npm run licences\` from \`package-lock.json\`: what \`npm install neatwork\` brings along, and what the app and its pages
are bundled from. What is needed only to build and to test is not here.

| Package | Version | Licence |
| --- | --- | --- |
`

/** The names of the packages that files of a folder import. */
function importedFrom(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((name) => /(?<!\.config)\.tsx?$/.test(name))
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8'))
  const names = texts.flatMap((text) =>
    [...text.matchAll(/from '((?:@[\w-]+\/)?[\w-]+)[^']*'/g)].map(([, name]) => name),
  )
  return [...new Set(names)]
}

/** Where a package finds its dependency: in its own folder, or in one further out. */
function pathOf(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (path in packages) return path
    if (at === '') return null
  }
}

/** Paths in the lock file of the named packages and of everything these depend on. */
export function closure(packages, names) {
  const found = new Set()
  const visit = (from, name) => {
    const path = pathOf(packages, from, name)
    if (path === null || found.has(path)) return
    found.add(path)
    for (const next of Object.keys(packages[path].dependencies ?? {})) visit(path, next)
  }
  for (const name of names) visit('', name)
  return found
}

/** The whole list, as it is stored. */
export function licencesText(lock, bundled) {
  const { packages } = lock
  const shipped = closure(packages, bundled)
  const rows = Object.entries(packages)
    .filter(([path, entry]) => path !== '' && (shipped.has(path) || !(entry.dev || entry.devOptional)))
    .map(([path, entry]) => [
      path.split('node_modules/').at(-1),
      entry.version,
      entry.license ?? 'not stated',
    ])
    .map(([name, version, licence]) => `| ${name} | ${version} | ${licence} |\n`)
  return HEAD + [...new Set(rows)].sort().join('')
}

/** The list that this folder's lock file and pages ask for. */
export function currentLicences() {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
  // The help's own program is bundled from scripts/docs.
  const bundled = ['renderer', 'electron'].flatMap((folder) => importedFrom(join(ROOT, folder)))
  // Electron brings its licences beside itself, Node's modules are none, and what makes packages is in none of them.
  const besides = ['electron', 'node', ...importedFrom(join(ROOT, 'electron/packaging'))]
  const app = bundled.filter((name) => !besides.includes(name))
  return licencesText(lock, [...app, 'minisearch'])
}

function main() {
  if (!argv.includes('--check')) return writeFileSync(LIST, currentLicences())
  if (readFileSync(LIST, 'utf8') === currentLicences()) return
  console.error('THIRD_PARTY_LICENSES.md is not current: run `npm run licences` and commit it.')
  process.exitCode = 1
}

if (argv[1] === import.meta.filename) main()
