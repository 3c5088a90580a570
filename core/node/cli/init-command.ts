// neatwork init NAME: a folder with a working problem of one's own, to be changed.
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { findProblem } from '../../problems/registry.ts'
import { packageRoot } from '../package-info.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { openTerminal } from './terminal.ts'

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/
const LONGEST_NAME = 60

export function addInitCommand(program: Command): void {
  program
    .command('init')
    .description('write a problem of your own to begin with, in a new folder')
    .argument('<name>', 'its name: lower-case words joined by dashes')
    .option('--json', 'one JSON object on standard output')
    .action(async (name: string, { json }: { json?: boolean }) => {
      const terminal = openTerminal(json === true)
      const folder = await writeProblem(name)
      terminal.event({ type: 'problemWritten', name, folder, file: join(folder, `${name}.ts`) })
      terminal.line(`A problem to begin with is in ${folder}. Try it:`)
      terminal.line(`  npx neatwork run --problem ./${name}/${name}.ts`)
      if (!process.features.typescript) {
        terminal.line(
          `It is TypeScript, which Node reads from 22.18 on, and this is ${process.versions.node}: take a newer one.`,
        )
      }
    })
}

/** Writes the folder whole or not at all; returns its path. */
async function writeProblem(name: string): Promise<string> {
  if (!NAME.test(name) || name.length > LONGEST_NAME) {
    throw new CliError(
      EXIT.usage,
      `"${name}" is no name for a problem: use lower-case words joined by dashes, such as my-problem.`,
    )
  }
  if (findProblem(name).ok) {
    throw new CliError(EXIT.usage, `"${name}" is a problem that Neatwork brings along; choose another name.`)
  }
  const folder = resolve(name)
  const unfinished = `${folder}.unfinished-${process.pid}`
  const templates = join(packageRoot(), 'assets/templates/problem')
  await mkdir(unfinished).catch((error) => {
    throw new CliError(
      EXIT.usage,
      `${folder} can't be written; check the rights of this account, or call it from another folder.`,
      { cause: error },
    )
  })
  try {
    for (const template of await readdir(templates)) {
      const text = (await readFile(join(templates, template), 'utf8')).replaceAll('__NAME__', name)
      const file = template.replace(/\.txt$/, '').replace(/^problem\b/, name)
      await writeFile(join(unfinished, file), text)
    }
    if (existsSync(folder)) throw new CliError(EXIT.usage, `${folder} exists already; choose another name.`)
    await rename(unfinished, folder)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
  return folder
}
