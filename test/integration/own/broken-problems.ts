// Problems of people's own that are broken in every way that people have found, and what is said of each.

/** A problem of two inputs and one output with this body of `evaluate`. */
function problemWith(body: string): string {
  return `export default {
  name: 'broken',
  inputs: 2,
  outputs: 1,
  solvedAt: 1000,
  worstFitness: -1,
  evaluate(network, context) {
    ${body}
  },
}
`
}

export interface Broken {
  readonly how: string
  readonly text: string
  readonly says: RegExp
  /** Time that a batch may take, for those that would take for ever; others have plenty, however busy the machine is. */
  readonly limitMs?: number
}

/** Those that can't be loaded: nothing begins. */
export const unloadable: readonly Broken[] = [
  {
    how: 'has an error of syntax',
    text: 'export default { name: "broken", inputs: 2,, }',
    says: /problem\.js can't be loaded: SyntaxError: Unexpected token .,. \(at problem\.js:1\)/,
  },
  {
    how: 'imports what is not there',
    text: `import { help } from 'no-such-package'\n${problemWith('return help()')}`,
    says: /problem\.js can't be loaded: Error: Cannot find package 'no-such-package'/,
  },
  {
    how: 'exports nothing',
    text: 'const x = 1\n',
    says: /exports no problem\. End it with "export default/,
  },
  {
    how: 'has a name of another kind',
    text: 'export default { name: "My Problem", inputs: 2, outputs: 1, solvedAt: 1 }',
    says: /name: must be lower-case words joined by dashes/,
  },
  {
    how: 'evaluates nothing',
    text: "export default { name: 'idle', inputs: 2, outputs: 1, solvedAt: 1 }",
    says: /it needs a function "evaluate", or "evaluateBatch" for many at once/,
  },
  {
    how: 'declares what cannot be',
    text: `export default {
      name: 'broken', outputs: 1, solvedAt: 1, evaluate: () => 1,
      behaviour: [{ name: 'x', low: 1, high: 0 }],
      options: {
        wind: { kind: 'number', description: '', default: 5, low: 9, high: 10 },
        track: { kind: 'choice', description: '', default: 'oval', choices: ['eight'] },
      },
    }`,
    says: /wrong: inputs: is missing; behaviour\.0: low must be below high; options\.wind\.default: must be from low to high; options\.track\.default: must be one of the choices\.$/,
  },
  {
    how: 'has a misspelt key',
    text: problemWith('return 1').replace('worstFitness', 'worstFitnes'),
    says: /worstFitnes: there is no such setting; the nearest is worstFitness/,
  },
  {
    how: 'is called as a problem that everybody has',
    text: problemWith('return 1').replace("'broken'", "'xor'"),
    says: /is called "xor", as one that Neatwork brings along\. Give it another name/,
  },
  {
    how: 'ends its process while it is loaded',
    text: 'process.exit(3)\n',
    says: /can't be loaded: its process ended with code 3/,
  },
]

/** Those that fail at one genome or all: every one of them gets the worst fitness, and the run goes on. */
export const failing: readonly Broken[] = [
  {
    how: 'throws',
    text: problemWith("throw new RangeError('no such cell')"),
    says: /the evaluation threw RangeError: no such cell \(at problem\.js:8:11\)/,
  },
  {
    how: 'returns nothing',
    text: problemWith('network.activate([0, 1])'),
    says: /fitness must be a finite number, but it was a value of type undefined/,
  },
  {
    how: 'returns no number',
    text: problemWith('return 0 / 0'),
    says: /fitness must be a finite number, but it was NaN/,
  },
  {
    how: 'returns a string',
    text: problemWith("return '3.9'"),
    says: /fitness must be a finite number, but it was a value of type string/,
  },
  {
    how: 'misspells its fitness',
    text: problemWith('return { fitnes: 1 }'),
    says: /fitness must be a finite number, but it was an object without "fitness"/,
  },
  {
    how: 'returns a promise',
    text: problemWith('return Promise.resolve(1)'),
    says: /fitness must be a finite number, but it was a promise/,
  },
  {
    how: 'never returns',
    text: problemWith('while (true);'),
    says: /the evaluation took longer than 400 ms/,
    limitMs: 400,
  },
  {
    how: 'allocates without end',
    text: problemWith('const all = []; while (true) all.push(new Float64Array(1e6).fill(1))'),
    says: /it took \d+ MB of memory, and a slot may take 200 MB|it ran out of memory; a slot may take 200 MB/,
  },
  {
    how: 'exits its process',
    text: problemWith('process.exit(5)'),
    says: /its process ended with code 5/,
  },
  {
    how: 'gives the network too few inputs',
    text: problemWith('return network.activate([1])[0]'),
    says: /the evaluation threw RangeError: .*2 inputs.*1/,
  },
  {
    how: 'wants an output that is not there',
    text: problemWith('return network.activate([0, 1])[1]'),
    says: /fitness must be a finite number, but it was a value of type undefined/,
  },
  {
    how: 'changes its network',
    text: problemWith('network.activate = () => [1]; return 1'),
    says: /the evaluation threw TypeError: Cannot assign to read only property 'activate' .*\(at problem\.js:8/,
  },
  {
    how: 'prints without end',
    text: problemWith("while (true) console.log('again and again')"),
    // Whichever comes first: what nobody could read yet lies in memory.
    says: /the evaluation took longer than 400 ms|a slot may take 200 MB/,
    limitMs: 400,
  },
  {
    how: 'rejects in the background',
    text: problemWith("Promise.reject(new Error('nobody listens')); return 1"),
    says: /its process ended with code 1 after Error: nobody listens/,
  },
]
