// Tests of which npm test runs a short form, and npm run test:NAME the long one: what of them, and what npm test leaves out.

export const LONG_FORMS = {
  faults: {
    left: '200 faults at workers and masters, and a minute of strangers at the door, instead of 25 and some seconds',
    project: 'faults',
    files: ['test/faults'],
  },
  durability: {
    left: '200 kills instead of 4, a cut of the power at every point instead of every third',
    project: 'integration',
    files: ['test/integration/power-cut.test.ts', 'test/integration/durability.test.ts'],
  },
  docs: {
    left: 'the pages and blocks of the documents that take long, each named above',
    project: 'integration',
    files: ['test/integration/docs'],
  },
  broker: {
    left: 'faults at a broker for minutes instead of one of each kind',
    project: ['integration', 'faults'],
    files: ['test/integration/broker', 'test/faults/broker.test.ts'],
  },
  screens: {
    left: 'all rules of axe-core in the dark theme, too, instead of those about colours',
    project: 'e2e',
    files: ['test/e2e/every-screen.spec.ts'],
  },
  slurm: {
    left: 'runs on a real Slurm, where slurm-wlm is installed',
    project: 'integration',
    files: ['test/integration/slurm'],
  },
  fuzz: {
    left: 'a million bad frames to each decoder and session instead of ten thousand',
    project: 'unit',
    files: ['test/wire/fuzz.test.ts'],
  },
}
