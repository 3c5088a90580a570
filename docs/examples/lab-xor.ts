import { argv } from 'node:process'
import { problemInFile, solve, startMaster, startWorker } from 'neatwork'

const file = new URL('xor.ts', import.meta.url) // every machine has a copy of both files
const link = argv[2]
if (link !== undefined) await (await startWorker(link, { problemFile: file, once: true })).finished
else {
  const problem = await problemInFile(file)
  const master = await startMaster(problem, { minWorkers: 2 })
  console.log(`node lab-xor.ts "${master.joinLinks[0]}"`)
  const { solved, generations, fitness } = await solve(problem, { evaluator: master })
  console.log(solved, generations, fitness)
  await master.close()
}
