// `node bench/peers/main.ts [population …]`, after `npm --prefix bench/peers ci`: the project and its peers doing the same
// work in the same run; start.mjs runs it on more than one Node. neat-python is measured too where Python has it. `--json` prints one object.
import { spawnSync } from 'node:child_process'
import { argv, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { activationRates } from './activate-peers.ts'
import { breedingTimes } from './breed-peers.ts'

const args = argv.slice(2)
const sizes = args.filter((argument) => /^\d+$/.test(argument)).map(Number)
const rates = activationRates()
const times = []
for (const size of sizes.length > 0 ? sizes : [150, 1000, 5000]) times.push(await breedingTimes(size))
const neatPython = measureNeatPython()

if (args.includes('--json')) stdout.write(`${JSON.stringify({ rates, times, neatPython })}\n`)
else print()

function print(): void {
  const cell = (value: number, width: number): string =>
    Math.round(value).toLocaleString('en').padStart(width)
  stdout.write('Activations per second            ours  whole data set  neataptic   no trace     carrot\n')
  for (const rate of rates) {
    const own = `${cell(rate.ours, 12)} ${cell(rate.oursWholeDataSet, 15)}`
    const peers = `${cell(rate.neataptic, 10)} ${cell(rate.neatapticNoTrace ?? 0, 10)} ${cell(rate.carrot, 10)}`
    stdout.write(`${String(rate.connections).padStart(12)} connections ${own} ${peers}\n`)
    const ratio = (theirs: number): string => `${(rate.ours / theirs).toFixed(1)} times`
    const all = `${(rate.oursWholeDataSet / rate.neataptic).toFixed(1)} times with a whole data set`
    stdout.write(
      `${''.padStart(25)}${ratio(rate.neataptic)} neataptic (${all}), ${ratio(rate.carrot)} carrot\n`,
    )
  }
  stdout.write('\nMilliseconds per generation without evaluation\npopulation     ours  neataptic    carrot\n')
  for (const { populationSize, oursMs, neatapticMs, carrotMs } of times) {
    const own = oursMs.toFixed(2).padStart(8)
    const peers = `${neatapticMs.toFixed(1).padStart(10)} ${carrotMs.toFixed(1).padStart(9)}`
    const ratios = `${(neatapticMs / oursMs).toFixed(0)} and ${(carrotMs / oursMs).toFixed(0)} times`
    stdout.write(`${String(populationSize).padStart(10)} ${own} ${peers}   ${ratios}\n`)
  }
  stdout.write(`\nneat-python: ${neatPython ?? 'not measured, as python3 -c "import neat" fails here'}\n`)
}

/** Activations per second at 41 connections, as text; null where there is no neat-python. */
function measureNeatPython(): string | null {
  if (spawnSync('python3', ['-c', 'import neat']).status !== 0) return null
  const script = fileURLToPath(new URL('neat_python.py', import.meta.url))
  const done = spawnSync('python3', [script], { encoding: 'utf8' })
  return done.status === 0 ? done.stdout.trim() : `failed: ${done.stderr.trim()}`
}
