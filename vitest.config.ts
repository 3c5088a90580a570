import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Masters of tests tell the network nothing of themselves. */
const QUIET = { NEATWORK_DISCOVERY: 'off' }

export default defineConfig({
  test: {
    // Most files wait for processes of their own: three at a time even where there are but two cores.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    projects: [
      { test: { name: 'architecture', include: ['test/architecture.test.ts'] } },
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          // Property tests take seconds, and longer where other programs run beside them.
          testTimeout: 60_000,
          exclude: ['test/architecture.test.ts', 'test/integration/**', 'test/e2e/**', 'test/faults/**'],
        },
      },
      {
        test: {
          name: 'integration',
          env: QUIET,
          globalSetup: ['test/integration/build.ts'],
          setupFiles: ['test/integration/built-slots.ts'],
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'faults',
          env: QUIET,
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
          env: QUIET,
          include: ['test/e2e/**/*.spec.ts'],
          globalSetup: ['test/e2e/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          // After all others: what they build and how they load the machine is then no matter.
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
