// Slurm for the tests of a file, where it is installed and wanted; they say why where it isn't.
import { env } from 'node:process'
import { whyNoSlurm } from './slurm-process.ts'

/** Why tests with Slurm are skipped, or null. */
export const notNow = env['NEATWORK_SLURM'] === 'long' ? whyNoSlurm() : 'left to npm run test:slurm'
if (notNow !== null) console.log(`not here: Slurm (${notNow})`)
