import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { findElectron } from './scripts/electron-binary.mjs'

/** For tests that start programs: masters tell the network nothing of themselves, and Node compiles the same code but once. */
const PROGRAMS = {
  NEATWORK_DISCOVERY: 'off',
  NODE_COMPILE_CACHE: resolve(import.meta.dirname, 'node_modules/.cache/neatwork-compiled'),
}

export default defineConfig({
  test: {
    // Most files wait for processes of their own: three at a time even where there are but two cores.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    projects: [
      { test: { name: 'architecture', include: ['test/architecture.test.ts'] } },
      {
        test: {
          name: 'unit',
          // Pure code for the most part: what its files import is loaded once for all of them, not once each.
          isolate: false,
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          // Property tests take seconds, and longer where other programs run beside them.
          testTimeout: 60_000,
          exclude: ['test/architecture.test.ts', 'test/integration/**', 'test/e2e/**', 'test/faults/**'],
        },
      },
      {
        test: {
          name: 'integration',
          env: PROGRAMS,
          globalSetup: ['test/integration/build.ts'],
          setupFiles: ['test/integration/built-slots.ts'],
          include: ['test/integration/**/*.test.ts'],
          // Some start six processes, and other programs may run beside them.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'faults',
          env: PROGRAMS,
          globalSetup: ['test/integration/build.ts'],
          include: ['test/faults/**/*.test.ts'],
          fileParallelism: false,
          // After the others, which would make its workers late, and it them.
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'e2e',
          env: PROGRAMS,
          include: ['test/e2e/**/*.spec.ts'],
          globalSetup: ['test/e2e/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Windows, pages and programs of one machine come late now and then; what is broken fails twice, and Vitest tells of both.
          retry: 1,
          // A page answers later where other programs run beside it.
          expect: { poll: { timeout: 15_000 } },
          // Each has a browser of its own; windows of the real Electron share one display.
          maxWorkers: findElectron(import.meta.dirname).path === null ? 2 : 1,
          // After all others: what they build and how they load the machine is then no matter.
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
