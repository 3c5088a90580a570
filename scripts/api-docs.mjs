// npm run docs:api: the reference of `import … from 'neatwork'`, by TypeDoc, into out/docs/api. TypeDoc reads types through a
// compiler API that TypeScript 7 doesn't have; it and a TypeScript that has one are a package of their own in
// scripts/api-docs, installed the first time.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { execPath } from 'node:process'

const folder = join(import.meta.dirname, 'api-docs')
const typedoc = join(folder, 'node_modules/typedoc/bin/typedoc')
const out = join(import.meta.dirname, '../out/docs/api')

const run = (command, args) => {
  const { status } = spawnSync(command, args, {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}

if (!existsSync(typedoc)) run('npm', ['ci', '--no-audit', '--no-fund'])
run(execPath, [typedoc, '--logLevel', 'Warn'])
const pages = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'))
console.log(`The reference of the library is in ${join(out, 'index.html')}: ${pages.length} pages.`)
