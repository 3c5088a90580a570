// What a repository promises beside its code: licences listed, release notes to be had, links inside the documents that lead
// somewhere. Links that leave the repository are counted and printed, not followed.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { RUN_FORMAT_VERSION } from '../../core/node/run-folder/files.ts'
import { PROTOCOL_VERSION } from '../../core/wire/frame.ts'
import { verdict } from '../../scripts/audit.mjs'
import { currentLicences, licencesText } from '../../scripts/licences.mjs'
import { releaseNotes, sectionOf } from '../../scripts/release-notes.mjs'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

test('the list of licences is current: npm run licences writes it', () => {
  expect(read('THIRD_PARTY_LICENSES.md')).toBe(currentLicences())
})

test('every dependency states a licence', () => {
  expect(currentLicences()).not.toContain('not stated')
})

test('the list has what is installed or bundled, with what these depend on, and nothing else', () => {
  const text = licencesText(
    {
      packages: {
        '': {},
        'node_modules/ours': { version: '1.0.0', license: 'MIT' },
        'node_modules/tool': { version: '1.0.0', license: 'MIT', dev: true },
        'node_modules/page': { version: '2.0.0', license: 'ISC', dev: true, dependencies: { part: '*' } },
        'node_modules/page/node_modules/part': { version: '3.0.0', dev: true },
        'node_modules/part': { version: '4.0.0', license: 'MIT', dev: true },
      },
    },
    ['page'],
  )
  expect(text.split('\n').filter((line) => /\d\.0\.0/.test(line))).toEqual([
    '| ours | 1.0.0 | MIT |',
    '| page | 2.0.0 | ISC |',
    '| part | 3.0.0 | not stated |',
  ])
})

test('release notes are the section of one version', () => {
  const changelog = '# Changelog\n\n## [Unreleased]\n- next\n\n## [1.2.0] - 2026-01-01\n### Added\n- this\n'
  expect(sectionOf(changelog, '1.2.0')).toBe('### Added\n- this\n')
  expect(sectionOf(changelog, '1.2.1')).toBeNull()
  expect(sectionOf(read('CHANGELOG.md'), 'Unreleased')).toContain('### Added')
})

test('release notes name the versions of protocol and formats, and are the same every time', () => {
  const notes = releaseNotes(read('CHANGELOG.md'), 'Unreleased')
  expect(notes).toBe(releaseNotes(read('CHANGELOG.md'), 'Unreleased'))
  expect(notes).toContain(
    `- protocol between master and workers: ${PROTOCOL_VERSION}\n- run folder: ${RUN_FORMAT_VERSION}\n`,
  )
  expect(releaseNotes(read('CHANGELOG.md'), '0.0.0')).toBeNull()
})

test('the documents of the protocol and of run folders name the versions that are spoken and written', () => {
  expect(read('docs/protocol.md')).toMatch(new RegExp(`[Vv]ersion \\*\\*${PROTOCOL_VERSION}\\*\\*`))
  expect(read('docs/run-format.md')).toContain(`"version": ${RUN_FORMAT_VERSION}`)
})

test('an audit names what is weak, and says when no registry answered', () => {
  const report = (total: number, vulnerabilities: object) =>
    JSON.stringify({ metadata: { vulnerabilities: { total } }, vulnerabilities })
  expect(verdict(report(0, {}))).toEqual({ code: 0, text: 'Audited: no known weaknesses.' })
  expect(verdict(report(1, { leaky: {} }))).toMatchObject({ code: 1, text: expect.stringContaining('leaky') })
  expect(verdict('{"error":{"code":"ENOTFOUND"}}').text).toMatch(/^Not audited: no registry answered/)
  expect(verdict('').text).toMatch(/^Not audited/)
})

const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]

/** Targets of links and pictures outside blocks of code. */
function targets(text: string): readonly string[] {
  const prose = text.replaceAll(/^ *```[\s\S]*?^ *```/gm, '').replaceAll(/`[^`\n]*`/g, 'code')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
}

/** GitHub's names for the headings of a document. */
function anchors(text: string): readonly string[] {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading)
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  )
}

function isBroken(document: string, target: string): boolean {
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? join(root, document) : resolve(root, dirname(document), path)
  if (!existsSync(file)) return true
  return anchor !== undefined && file.endsWith('.md') && !anchors(readFileSync(file, 'utf8')).includes(anchor)
}

test.each(documents)('links inside %s lead somewhere', (document) => {
  const inner = targets(read(document)).filter((target) => !/^[a-z]+:/.test(target))
  expect(inner.filter((target) => isBroken(document, target))).toEqual([])
})

test('a link to nowhere is found', () => {
  expect(isBroken('README.md', 'docs/no-such-page.md')).toBe(true)
  expect(isBroken('README.md', 'CHANGELOG.md#no-such-heading')).toBe(true)
  expect(isBroken('README.md', 'CHANGELOG.md#unreleased')).toBe(false)
})

test('links that leave the repository are listed', () => {
  const outer = new Set(
    documents.flatMap((document) => targets(read(document)).filter((to) => /^[a-z]+:/.test(to))),
  )
  console.log(`not followed, for they leave the repository: ${outer.size}\n${[...outer].sort().join('\n')}`)
  expect([...outer].filter((target) => !URL.canParse(target))).toEqual([])
})

test('the Python package looks for the command where package.json says that it is', () => {
  const { bin } = JSON.parse(read('package.json')) as { readonly bin: Readonly<Record<string, string>> }
  const parts = /^_BESIDE = .*"\.\.", "\.\.", (.*)\)\)$/m.exec(read('python/neatwork/command.py'))?.[1]
  expect(parts?.replaceAll('"', '').split(', ').join('/')).toBe(bin['neatwork'])
})
