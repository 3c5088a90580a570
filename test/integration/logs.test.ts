// Logs on standard error: how much is said, and in which form; results stay on standard output.
import { expect, test } from 'vitest'
import { NeatworkProcess, neatwork } from './neatwork-process.ts'

const NOWHERE = `neatwork://join/127.0.0.1:1?cert=${'f'.repeat(43)}&token=${'t'.repeat(27)}`

async function logOf(waitFor: RegExp, ...args: string[]): Promise<string> {
  const worker = new NeatworkProcess(['worker', NOWHERE, '--slots', '1', ...args])
  await worker.error(waitFor)
  worker.child.kill('SIGTERM')
  expect(await worker.exitCode).toBe(0)
  return worker.stderr
}

test('--log-format json is one object a line, with its level, its time and what happened', async () => {
  const log = await logOf(/Trying again in/, '--log-format', 'json')
  for (const line of log.trim().split('\n')) {
    expect(JSON.parse(line)).toEqual({
      level: expect.stringMatching(/^(warn|info)$/),
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      msg: expect.any(String),
    })
  }
})

test('--log-level says how much: debug the most, error next to nothing', async () => {
  const most = await logOf(/Trying again in/, '--log-level', 'debug')
  expect(most).toContain('debug: Connecting to the master.')
  expect(most).toContain('warning: No connection to the master')
  const usual = await logOf(/Trying again in/)
  expect(usual).not.toContain('debug: ')
  const run = await neatwork('run', '--seed', '1', '--log-level', 'error')
  expect(run.stderr).toBe('')
  expect(run.stdout).toContain('Solved in generation')
})

test('a level or a form that there is none of is refused', async () => {
  const { code, stderr } = await neatwork('run', '--log-level', 'loud')
  expect(stderr).toContain('Allowed choices are error, warn, info, debug')
  expect(code).toBe(2)
})
