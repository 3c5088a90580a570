// Every command and every block of code in the documents is run as a reader would, or says to the reader why the tests don't.
// CONTRIBUTING.md tells how. What was run and what wasn't is counted and printed. npm run test:docs is the long form.
import { env, platform } from 'node:process'
import { afterAll, describe, expect, test } from 'vitest'
import { type Block, blocksOf, commandsOf, reasonIn } from './blocks.ts'
import { type Page, pages } from './documents.ts'
import { PageFolder } from './page-folder.ts'
import { PAGES } from './pages.ts'
import { type Trial, trialOf, tryBlock } from './tried.ts'

const isLongForm = env['NEATWORK_DOCS'] === 'long'
const counts = { commands: 0, programs: 0, files: 0, elsewhere: 0, drawings: 0 }
const notRun: string[] = []
const left: string[] = []

function count(trial: Trial, { document, line, text }: Block): void {
  const where = `${document}:${line}`
  if (trial.kind === 'drawing') counts.drawings += 1
  if (trial.kind === 'elsewhere') counts.elsewhere += 1
  if (trial.kind === 'file') counts.files += 1
  if (trial.kind === 'program') counts.programs += 1
  if (trial.kind === 'reason') notRun.push(`${where} (${commandsOf(text).length} lines): ${trial.reason}`)
  if (trial.kind !== 'commands') return
  for (const command of trial.commands) {
    const reason = reasonIn(command)
    if (reason === null) counts.commands += 1
    else notRun.push(`${where} (1 line): ${reason}`)
  }
}

afterAll(() => {
  const { commands, programs, files, elsewhere, drawings } = counts
  const lines = [
    `documents: ${commands} commands and ${programs} programs run, with ${files} files of the documents'; ` +
      `${elsewhere} blocks run by tests of their own; ${drawings} drawings`,
    `not run, and why the reader is told: ${notRun.length}`,
    ...notRun.map((line) => `  ${line}`),
    ...(left.length === 0 ? [] : [`left to npm run test:docs, for they take long: ${left.length}`, ...left]),
  ]
  console.log(lines.join('\n'))
})

const runs = ({ kind }: Trial) => kind === 'commands' || kind === 'program'

/** Tries every block, whatever became of those before; returns what was wrong. */
async function tryPage({ document, blocks }: Page, folder: PageFolder): Promise<readonly string[]> {
  const { before = [], files = [], prelude = '', isLong = false } = PAGES[document] ?? {}
  const isLeft = isLong && !isLongForm
  const trials = blocks.map((block) => ({ block, trial: trialOf(block, blocks, prelude) }))
  for (const path of files) folder.copy(path)
  if (!isLeft && trials.some(({ trial }) => runs(trial)))
    for (const command of before) await folder.run(command)
  const wrong: string[] = []
  for (const { block, trial } of trials) {
    const where = `${document}:${block.line}`
    if (runs(trial) && (isLeft || (block.isLong && !isLongForm))) {
      left.push(`  ${where}`)
      continue
    }
    count(trial, block)
    await tryBlock(trial, block, folder).catch((error) => void wrong.push(`${where}: ${String(error)}`))
  }
  await folder.close().catch((error) => void wrong.push(`${document}: ${String(error)}`))
  return wrong
}

describe.skipIf(platform === 'win32')('as a reader would', () => {
  test.each(pages())('what $document shows', { timeout: 540_000 }, async (page) => {
    const folder = new PageFolder(PAGES[page.document]?.words ?? {})
    try {
      expect(await tryPage(page, folder)).toEqual([])
    } finally {
      folder.remove()
    }
  })
})

test('a page without a reason for what it does not run is found', () => {
  const fence = '```'
  const page = (language: string, text: string) =>
    blocksOf('page.md', `Some words.\n\n${fence}${language}\n${text}\n${fence}\n\nMore.\n`)
  const kindOf = (language: string, text: string) => {
    const blocks = page(language, text)
    return blocks.map((block) => trialOf(block, blocks, '').kind)
  }
  expect(kindOf('yaml', 'a: 1')).toEqual(['unknown'])
  expect(kindOf('yaml', '# not run by the tests: needs Prometheus\na: 1')).toEqual(['reason'])
  expect(kindOf('', 'sudo rm -rf /')).toEqual(['unknown'])
  expect(kindOf('', 'a ──> b')).toEqual(['drawing'])
  expect(kindOf('sh', 'npx neatwork problems')).toEqual(['commands'])
  expect(kindOf('sh', '# not run by the tests: needs root\nsudo reboot')).toEqual(['reason'])
  expect(
    blocksOf('page.md', `${fence}xml\n<a/>\n${fence}\n*Not run by the tests: needs a Mac.*\n`)[0]?.reason,
  ).toBe('needs a Mac.')
})

test.skipIf(platform === 'win32')(
  'a command that fails is found, and programs that could do harm are not there',
  async () => {
    const folder = new PageFolder({})
    try {
      await expect(folder.run('npx neatwork run --problem no-such-problem')).rejects.toThrow('ended with 2')
      await expect(folder.run('npm ci')).rejects.toThrow('command not found')
      await expect(folder.run('sudo reboot')).rejects.toThrow('command not found')
    } finally {
      folder.remove()
    }
  },
)
