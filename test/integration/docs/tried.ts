// What is done with a block of each language. A block that nobody knows what to do with is one for which its author has to
// say why it isn't run.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Block, commandsOf, LOOKS_TYPED, reasonIn } from './blocks.ts'
import type { PageFolder } from './page-folder.ts'

const root = resolve(import.meta.dirname, '../../..')

/** What is to be done with a block. A file is kept for the commands of the same page. */
export type Trial =
  | { readonly kind: 'commands'; readonly commands: readonly string[] }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'program'; readonly command: string; readonly file: string; readonly text: string }
  | { readonly kind: 'drawing' }
  | { readonly kind: 'elsewhere'; readonly path: string; readonly sign: string }
  | { readonly kind: 'reason'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly why: string }

const SHELLS = new Set(['sh', 'bash', 'shell', 'console'])
const DRAWINGS = new Set(['', 'text', 'mermaid'])

/** `others` are the page's blocks: whether one of them uses a file decides what a file is for. */
export function trialOf(block: Block, others: readonly Block[], prelude: string): Trial {
  const { language, text, file, reason, elsewhere } = block
  if (elsewhere !== null) return { kind: 'elsewhere', ...elsewhere }
  if (reason !== null && !SHELLS.has(language)) return { kind: 'reason', reason }
  if (SHELLS.has(language)) return shellTrial(block)
  if (DRAWINGS.has(language)) {
    if (!LOOKS_TYPED.test(text)) return { kind: 'drawing' }
    return { kind: 'unknown', why: 'commands are typed in it: give it the language sh' }
  }
  if (file !== null && isUsed(file, block, others)) return { kind: 'file', file }
  return programOf(block, prelude) ?? { kind: 'unknown', why: `nothing on this page uses it` }
}

function shellTrial({ text, reason }: Block): Trial {
  const [first = ''] = text.split('\n', 1)
  const isAll = first.startsWith('#') && reasonIn(first) !== null
  const commands = commandsOf(text)
  if (reason !== null && (isAll || commands.every((command) => reasonIn(command) === null)))
    return { kind: 'reason', reason }
  return { kind: 'commands', commands }
}

function isUsed(file: string, block: Block, others: readonly Block[]): boolean {
  const name = file.split('/').at(-1) ?? file
  const asModule = name.replace(/\.\w+$/, '')
  return others.some(
    ({ line, text, reason }) =>
      line !== block.line && reason === null && (text.includes(name) || text.includes(`from ${asModule} `)),
  )
}

function programOf({ language, text, file, line }: Block, prelude: string): Trial | null {
  const name = file ?? `block-${line}`
  switch (language) {
    case 'python': {
      const path = file ?? `block_${line}.py`
      return { kind: 'program', file: path, text, command: `python3 ${path}` }
    }
    case 'js':
    case 'ts': {
      const path = file ?? `${name}.${language}`
      if (/^import /m.test(text)) return { kind: 'program', file: path, text, command: `node ${path}` }
      const command = `npx neatwork run --problem ./${path} --generations 2 --population 10`
      return { kind: 'program', file: path, text: asProblem(text, prelude, line), command }
    }
    case 'json':
    case 'jsonc': {
      const path = file ?? `${name}.json`
      const command = `npx neatwork run --config ${path} --population 10 --generations 2 || [ $? = 130 ]`
      return { kind: 'program', file: path, text, command }
    }
    default:
      return null
  }
}

/** Fields of a problem, as the guide shows them, in a whole one. */
function asProblem(text: string, prelude: string, line: number): string {
  return `${prelude}
export default {
  name: 'block-${line}', inputs: 2, outputs: 1, solvedAt: 1e9, evaluate: (network) => network.activate([0, 1])[0],
${text}
}
`
}

export async function tryBlock(trial: Trial, block: Block, folder: PageFolder): Promise<void> {
  switch (trial.kind) {
    case 'file':
      return folder.write(trial.file, block.text)
    case 'program':
      folder.write(trial.file, trial.text)
      return await folder.run(trial.command)
    case 'commands':
      for (const command of trial.commands) if (reasonIn(command) === null) await folder.run(command)
      return
    case 'unknown':
      throw new Error(`${trial.why}, and it doesn't say why it is not run`)
    case 'elsewhere':
      if (!readFileSync(join(root, trial.path), 'utf8').includes(trial.sign))
        throw new Error(`${trial.path} has no “${trial.sign}”`)
      return
    case 'drawing':
    case 'reason':
      return
  }
}
