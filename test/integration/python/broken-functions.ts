// Fitness functions in Python that are broken in every way that people have found, and what is said of each.

export interface Broken {
  readonly how: string
  readonly text: string
  readonly says: RegExp
  /** Time that a batch may take, for those that would take for ever; others have plenty, however busy the machine is. */
  readonly limitMs?: number
}

/** A file whose function `fitness` has this body. */
export function fileWithBody(body: string, head = ''): string {
  const lines = body.split('\n').map((line) => `    ${line}`)
  return `${head}INPUTS = 2\nOUTPUTS = 1\nSOLVED_AT = 1000\nNAME = "broken"\n\ndef fitness(genomes):\n${lines.join('\n')}\n`
}

/** Those that can't be loaded: nothing begins. */
export const unloadable: readonly Broken[] = [
  {
    how: 'has an error of syntax',
    text: 'def fitness(genomes:\n    pass\n',
    says: /fitness\.py can't be loaded: line 1: /,
  },
  {
    how: 'imports what is not there',
    text: fileWithBody('pass', 'import no_such_module\n'),
    says: /fitness\.py can't be loaded: there is no module "no_such_module" for .*python.* \(fitness\.py:1 in <module>\)\. Install it there, or name another Python in NEATWORK_PYTHON\./,
  },
  {
    how: 'does not say its shape',
    text: 'def fitness(genomes): pass\n',
    says: /doesn't say how many inputs and outputs its networks have\. Write INPUTS = 2/,
  },
  {
    how: 'is called as a problem that everybody has',
    text: fileWithBody('pass').replace('"broken"', '"xor"'),
    says: /is called "xor", as one that Neatwork brings along/,
  },
  {
    how: 'has no such function',
    text: fileWithBody('pass').replace('def fitness', 'def score'),
    says: /fitness\.py has no function fitness: it has score\./,
  },
  {
    how: 'ends its process while it is loaded',
    text: 'import os\nos._exit(3)\n',
    says: /can't be loaded: its process ended with code 3/,
  },
]

/** Those that can be loaded, and fail with every genome. */
export const failing: readonly Broken[] = [
  {
    how: 'throws',
    text: fileWithBody('raise ValueError("no track")'),
    says: /^the evaluation threw ValueError: no track \(fitness\.py:7 in fitness\)/,
  },
  {
    how: 'sets no fitness',
    text: fileWithBody('pass'),
    says: /^the function set no fitness/,
  },
  {
    how: 'sets NaN',
    text: fileWithBody('genomes[0].fitness = float("nan")'),
    says: /^the fitness must be a finite number, but it was nan/,
  },
  {
    how: 'sets a string',
    text: fileWithBody('genomes[0].fitness = "good"'),
    says: /^the fitness must be a finite number, but it was of type str/,
  },
  {
    how: 'never returns',
    text: fileWithBody('while True:\n    pass'),
    says: /^the evaluation took longer than 1000 ms/,
    limitMs: 1000,
  },
  {
    how: 'takes memory without end',
    text: fileWithBody('hoard = []\nwhile True:\n    hoard.append(bytearray(b"x" * 10_000_000))'),
    says: /ran out of memory \(fitness\.py:9 in fitness\)|it took \d+ MB of memory, and a slot may take 400 MB/,
  },
  {
    how: 'ends its process',
    text: fileWithBody('import os\nos._exit(7)'),
    says: /^its process ended with code 7/,
  },
  {
    how: 'calls exit',
    text: fileWithBody('import sys\nsys.exit(2)'),
    says: /^the function called exit \(fitness\.py:8 in fitness\)/,
  },
  {
    how: 'crashes its interpreter',
    text: fileWithBody('import ctypes\nctypes.string_at(0)'),
    says: /^its process ended with signal SIGSEGV/,
  },
  {
    how: 'takes an output that is not there',
    text: fileWithBody(
      'net = NeatModule(genomes[0])\ngenomes[0].fitness = net([0, 1])[3]',
      'from neatwork import NeatModule\n',
    ),
    says: /^the evaluation threw IndexError: list index out of range \(fitness\.py:9 in fitness\)/,
  },
  {
    how: 'gives the network too few inputs',
    text: fileWithBody('NeatModule(genomes[0])([1])', 'from neatwork import NeatModule\n'),
    says: /^the evaluation threw ValueError: the network has 2 inputs, and 1 numbers came \((?:[^)]*called from )?fitness\.py:8/,
  },
  {
    how: 'changes the genome',
    text: fileWithBody('genomes[0].network.bias[0] = 9.0\ngenomes[0].fitness = 5'),
    says: /^the function changed the genome: its fitness would be that of another network\. Let it change a copy/,
  },
  {
    how: 'prints without end',
    text: fileWithBody('while True:\n    print("x" * 1000)'),
    says: /^the evaluation took longer than 1000 ms/,
    limitMs: 1000,
  },
  {
    how: 'writes to the standard output past Python',
    text: fileWithBody('import os\nos.write(1, b"garbage" * 100)\nraise ValueError("after garbage")'),
    says: /^the evaluation threw ValueError: after garbage/,
  },
]
