// The Python package's tests, with every Python that is found here.
import { describe, expect, test } from 'vitest'
import { describePython, findPythons, runPythonTests } from './run-python.ts'

const pythons = findPythons()

describe('the Python package', () => {
  if (pythons.length === 0) test.skip('is not tested: no Python 3.9 or newer was found', () => {})

  for (const python of pythons) {
    test(`keeps its promises with ${describePython(python)}`, { timeout: 300_000 }, async () => {
      const { ok, tests, skipped, output } = await runPythonTests(python)
      console.log([`${tests} tests with ${describePython(python)}`, ...skipped].join('\n  skipped '))
      expect(ok, output).toBe(true)
      expect(tests).toBeGreaterThan(30)
    })
  }
})
