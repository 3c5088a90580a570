// What the documents' commands need that stands in no document: saved runs to look at, and what their placeholders stand
// for. Everything else is run as it is written.

export interface PageSetup {
  /** Placeholders and what stands for them; a join link always is the one that the page's last master printed. */
  readonly words?: Readonly<Record<string, string>>
  /** Commands before the page's own. */
  readonly before?: readonly string[]
  /** Files from the repository that the page names by their paths there. */
  readonly files?: readonly string[]
  /** Stands above the page's fragments of JavaScript. */
  readonly prelude?: string
  /** So much to run that npm test leaves it to npm run test:docs, which the workflow runs on every change. */
  readonly isLong?: boolean
}

/** Three hundred quick generations, of which there are checkpoints to verify and fork from. */
const longRun = (folder: string) =>
  `npx neatwork run --problem two-spirals --population 8 --generations 310 --keep-every 50 --run ${folder} || true`
const solvedRun = (problem: string, folder: string) =>
  `npx neatwork run --problem ${problem} --seed 1 --run ${folder}`

/** Numbers to learn from. */
const MEASURED = `for i in 1 2 3 4 5 6 7 8 9; do echo "$i,0.$i,0.1$i"; done > rows
(echo speed,angle,force; cat rows) > measured.csv`

export const PAGES: Readonly<Record<string, PageSetup>> = {
  'docs/exporting.md': {
    isLong: true,
    before: [solvedRun('cart-pole', 'poles'), 'cp poles/champion.json .'],
  },
  'docs/fine-tuning.md': {
    isLong: true,
    before: [
      solvedRun('parity-3', 'runs/a --population 30 --generations 20 || true'),
      solvedRun('xor', 'xor'),
      'cp xor/champion.json .',
      MEASURED,
    ],
  },
  'docs/hyperneat.md': { files: ['docs/examples'], isLong: true },
  'docs/migration.md': { isLong: true },
  'docs/problems.md': {
    isLong: true,
    prelude: 'const pointsOf = (one, other) => Number(one.activate([0, 1])[0] > 0.5)',
  },
  'docs/python.md': { isLong: true },
  'docs/run-format.md': {
    isLong: true,
    words: { FOLDER: './long', OTHER: './other' },
    before: [longRun('./long'), `echo '{ "neat": { "structure": { "addNodeRate": 0.1 } } }' > changes.json`],
  },
  'docs/terminal.md': { isLong: true },
}
