#!/usr/bin/env node
// What `npx neatwork` starts: a Node that is too old would otherwise end with words about modules of its own.
import process from 'node:process'
import { tooOld } from './node-version.ts'

const sentence = tooOld(process.versions.node)
if (sentence === null) await import('./neatwork.ts')
else {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 2
}
