// npm run pictures: draws the pictures of the problem gallery anew, from the problems as they are.
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { builtInProblems } from '../../core/problems/registry.ts'
import { problemPicture } from './problem-picture.ts'

const folder = resolve(import.meta.dirname, '../../renderer/setup/pictures')

for (const name of readdirSync(folder)) rmSync(join(folder, name))
for (const problem of builtInProblems) {
  const picture = await problemPicture(problem)
  writeFileSync(join(folder, `${problem.name}.svg`), picture)
  console.log(`${problem.name}: ${picture.length} bytes`)
}
