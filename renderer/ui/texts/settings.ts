// All settings in the form of a new run.
import { number } from './numbers.ts'

export const settings = {
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
  issue: (path: string, message: string) => `${path}: ${message}.`,
  notJson: 'That file is no JSON. Save one here, or by “neatwork config”, to see what it should look like.',
  badFile: (path: string, message: string) =>
    `That file can’t be used: ${path === '' ? '' : `${path}: `}${message}. Nothing was changed.`,
  unknownProblem: (name: string) =>
    `That file is for the problem “${name}”, which this Neatwork doesn’t know. Nothing was changed.`,
  help: (settings: number) =>
    `${number(settings)} settings; the same file works here and with “neatwork run --config FILE”.`,
} as const
