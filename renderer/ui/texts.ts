// Every sentence of the screens in one place.

interface NodeWords {
  readonly name: string
  readonly activation: string
  readonly aggregation: string
  readonly bias: number
  readonly response: number
}

interface EdgeWords {
  readonly from: string
  readonly to: string
  readonly weight: number
  readonly innovation: number
  readonly enabled: boolean
}

export const texts = {
  appName: 'Neatwork',
  home: 'Home',
  connecting: 'Connecting to Neatwork…',
  connectionLost:
    'The connection to Neatwork is lost. Trying again… If it was restarted, open the new address that it printed.',
  connectionRefused:
    'This page has no access. Open the address that Neatwork printed when it was started, with its token.',
  choose: {
    title: 'What should this machine do?',
    lead: 'Neatwork evolves neural networks. Start with “This machine only” to see it solve a problem in seconds.',
    first: 'Start here',
    version: (version: string) => `Neatwork ${version}`,
    local: {
      title: 'This machine only',
      text: 'Evolve with the cores of this machine. Nothing else is needed.',
    },
    master: { title: 'Master', text: 'Own a run and let other machines join it as workers by a link.' },
    worker: { title: 'Worker', text: 'Lend the cores of this machine to a master: paste its join link.' },
  },
  setup: {
    masterTitle: 'Start a run as master',
    masterLead:
      'Workers join by a link that you get on the next screen. The run waits until enough are there.',
    localTitle: 'Start a run on this machine',
    localLead: 'The same seed always gives the same result, on every machine.',
    problem: 'Problem',
    population: 'Population',
    populationHint: 'Genomes in every generation.',
    generations: 'Generations',
    generationsHint: 'The run ends after this many if it is not solved.',
    seed: 'Seed',
    seedHint: 'Same seed, same result.',
    minWorkers: 'Minimum workers',
    minWorkersHint: 'The run waits for this many. 0 starts at once.',
    localSlots: 'Own slots',
    localSlotsHint: 'Cores of this machine that evaluate too.',
    port: 'Port',
    portHint: 'Workers connect to it. 0 picks a free one.',
    startPaused: 'Wait for me before the first generation',
    start: 'Start the run',
    starting: 'Starting…',
    whole: (low: number, high: number) => `A whole number from ${number(low)} to ${number(high)}, please.`,
  },
  settings: {
    title: 'All settings',
    changedCount: (changes: number) =>
      changes === 0 ? 'as the problem’s preset has them' : `${number(changes)} changed`,
    wrongCount: (issues: number) => `${number(issues)} wrong`,
    search: 'Find a setting',
    searchExample: 'mutation, threshold, novelty…',
    import: 'Read a file',
    export: 'Save as a file',
    resetAll: 'Back to the preset',
    resetOne: (label: string) => `${label}: back to the preset`,
    nothingFound: (words: string) => `No setting is called anything like “${words}”.`,
    choose: 'Choose at least one, please.',
    number: (low: number, high: number) => `A number from ${number(low)} to ${number(high)}, please.`,
    declared: {
      data: 'The file brought data: the problem learns from them.',
      substrate: 'The file declared a substrate: networks are painted on it by HyperNEAT.',
    },
    removeDeclared: { data: 'Without the data', substrate: 'Without the substrate' },
    notJson: 'That file is no JSON. Save one here, or by “neatwork config”, to see what it should look like.',
    badFile: (path: string, message: string) =>
      `That file can’t be used: ${path === '' ? '' : `${path}: `}${message}. Nothing was changed.`,
    unknownProblem: (name: string) =>
      `That file is for the problem “${name}”, which this Neatwork doesn’t know. Nothing was changed.`,
    help: (settings: number) =>
      `${number(settings)} settings; the same file works here and with “neatwork run --config FILE”.`,
  },
  data: {
    title: 'Data to learn from',
    choose: 'Choose a CSV file',
    target: 'What is to be told',
    targetHint: 'This column, from all the others.',
    hint: 'A line of column names, then a line per example. Without a file of your own, the problem has its own data.',
    rows: (name: string, rows: number) => `${name}: ${number(rows)} examples.`,
    refused: (name: string, what: string) => `The data file ${name} can’t be used: ${what}.`,
    tooLarge: (megabytes: number) => `it has ${number(megabytes)} MB, and at most 16 MB travel to workers`,
  },
  options: {
    title: 'Options of the problem',
    shorter: (most: number) => `A text of at most ${number(most)} characters, please.`,
    apply: 'Change',
    applyHint: 'Counts from the next generation on, and is kept with the run.',
  },
  run: {
    state: 'State of the run',
    ofGenerations: (done: number, all: number) => `${number(done)} of ${number(all)}`,
    generation: 'Generation',
    evaluations: 'Evaluations',
    best: 'Best fitness',
    species: 'Species',
    seed: 'Seed',
    resume: 'Start',
    pause: 'Pause',
    step: 'Step',
    stop: 'Stop',
    newRun: 'New run',
    status: {
      waiting: (connected: number, needed: number) => `Waiting for workers: ${connected} of ${needed}`,
      running: 'Running',
      paused: 'Paused',
      stopping: 'Stopping',
      ended: 'Ended',
      failed: 'Failed',
    },
    solved: (generation: number, evaluations: number) =>
      `Solved in generation ${number(generation)}, after ${number(evaluations)} evaluations.`,
    notSolved: (generations: number) =>
      `Not solved within ${number(generations)} generations. Try more generations or another seed.`,
    stopped: (generations: number) => `Stopped after ${number(generations)} generations.`,
    failed: (message: string) => `The run failed: ${message}`,
    champion: (hidden: number, connections: number) =>
      `The champion has ${count(hidden, 'hidden node')} and ${count(connections, 'enabled connection')}.`,
    savedIn: (folder: string) => `Saved in ${folder}`,
  },
  cluster: {
    alarm: (number: number) =>
      number === 1 ? 'Two workers disagree.' : `Workers have disagreed ${number} times.`,
    alarmHint:
      'The same evaluation must have the same result everywhere. The majority decides; look at the machine that is alone.',
    alarmSeen: 'I have seen it',
    title: 'Workers',
    join: 'Join link',
    together: (slots: number, rate: number) => `${count(slots, 'slot')}, ${count(rate, 'genome')}/s`,
    howToJoin: 'How to join',
    otherLinks: 'If that address can’t be reached from there, try another of this machine:',
    copyFailed: 'The browser did not allow copying. Select the link and copy it by hand.',
    joinHint:
      'On another machine, paste the link into Neatwork’s Worker screen, or run npx neatwork worker "LINK".',
    copy: 'Copy',
    copied: 'Copied',
    showCode: 'Show a join code',
    sendAway: 'Send away…',
    drain: 'Let it finish, then leave',
    remove: 'Remove this worker now',
    bar: (address: string) => `Bar all of ${address}`,
    keep: 'Keep',
    codeHint: 'Good for ten minutes and one worker.',
    columns: {
      name: 'Name',
      address: 'Address',
      slots: 'Slots',
      state: 'State',
      genomes: 'Genomes',
      rate: 'Genomes/s',
    },
    states: {
      idle: 'idle',
      working: 'working',
      paused: 'paused',
      draining: 'draining',
      'set-aside': 'set aside',
      gone: 'gone',
    },
    local: 'this machine',
  },
  fitness: {
    title: 'Fitness',
    empty: 'The curve begins with the first generation.',
    best: 'best so far',
    champion: 'champion of the generation',
    mean: 'mean',
    quartiles: 'middle half',
    solved: 'solved',
  },
  species: {
    title: 'Species',
    empty: 'Species appear with the first generation.',
    others: 'others',
    name: (id: number) => `Species ${id}`,
    size: (id: number, size: number) => `Species ${id}: ${number(size)}`,
    key: (id: number, size: number) => `#${id}: ${number(size)}`,
    caption: (shown: number, all: number) =>
      shown === all ? `${all} so far` : `the ${shown} largest of ${all} so far`,
  },
  network: {
    title: 'Best network',
    empty: 'The best network is drawn as soon as there is one.',
    found: (generation: number, fitness: number) =>
      `generation ${number(generation)}, fitness ${decimal(fitness)}`,
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Fit',
    help: 'Drag or use the arrow keys to move, the wheel or + and − to zoom, 0 to fit.',
    positive: 'positive',
    negative: 'negative (with a bar)',
    disabled: 'disabled',
    hidden: (id: number) => `h${id}`,
    input: (name: string) => `Input ${name}`,
    node: ({ name, activation, aggregation, bias, response }: NodeWords) =>
      `${name}: ${activation} of the ${aggregation}, bias ${decimal(bias)}, response ${decimal(response, 2)}`,
    edge: ({ from, to, weight, innovation, enabled }: EdgeWords) =>
      `${from} → ${to}: weight ${decimal(weight)}, innovation ${number(innovation)}${enabled ? '' : ', disabled'}`,
  },
  behaviour: {
    network: 'Network',
    atWork: 'At work',
    views: 'Ways to look at the best network',
    loading: 'The champion gets ready…',
    nothing: 'This problem has nothing to show: it neither plays nor has examples.',
    stage: 'The champion at work',
    play: 'Play',
    pause: 'Pause',
    back: 'One frame back',
    forward: 'One frame on',
    position: 'Position in the episode',
    speed: 'Speed',
    times: (speed: number) => `${speed}×`,
    otherChance: 'Play with other chance',
    frame: (at: number, frames: number, isCut: boolean) =>
      `${number(at)} / ${number(frames)}${isCut ? '+' : ''}`,
    figure: (value: number) => value.toLocaleString(undefined, { maximumFractionDigits: 2 }),
    wanted: (value: number) => `(${value.toLocaleString(undefined, { maximumFractionDigits: 3 })})`,
    off: (off: number) => `off by ${decimal(off, 3)}`,
    moreRows: 'There are more examples than are shown.',
  },
  worker: {
    title: 'Join a master as worker',
    lead: 'On the master’s screen, copy the join link and paste it here.',
    link: 'Join link',
    linkPlaceholder: 'neatwork://join/192.168.1.10:5000?cert=…&token=…',
    found: 'Masters on this network; choose one and type the code that it shows:',
    code: 'Join code',
    codeHint: 'Nine digits. On the master’s screen: Show a join code.',
    slots: 'Slots',
    slotsHint: 'Cores that evaluate. Empty: all but one.',
    name: 'Name',
    nameHint: 'What the master calls this machine. Empty: its host name.',
    onlyWhenIdle: 'Pause while somebody uses this machine (until nobody has for 5 minutes)',
    join: 'Join',
    joining: 'Joining…',
    leave: 'Leave the master',
    drain: 'Finish the work in hand, then leave',
    back: 'Back',
    of: (master: string) => `Worker of ${master}`,
    label: 'Shown as',
    evaluated: 'Genomes evaluated',
    rate: 'Genomes/s',
    problem: 'Problem',
    noProblem: 'none yet',
    lastError: 'Last error',
    connection: {
      connecting: 'Connecting to the master…',
      retrying: (seconds: number) => `No connection. Next try in ${decimal(seconds, 1)} s.`,
      idle: 'Connected, waiting for work',
      working: (generation: number, genomes: number) =>
        `Evaluating ${count(genomes, 'genome')} of generation ${number(generation)}`,
      paused: (reason: string) => `Paused: ${reason}`,
      draining: (genomes: number) => `Finishing ${count(genomes, 'genome')}, then leaving`,
      closed: 'Not connected',
    },
  },
} as const

export function number(value: number): string {
  return value.toLocaleString()
}

export function decimal(value: number, digits = 4): string {
  return value.toLocaleString(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** As short as an axis wants it. */
export function axisNumber(value: number): string {
  return value.toLocaleString(undefined, { maximumSignificantDigits: 4 })
}

function count(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? '' : 's'}`
}
