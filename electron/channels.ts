// Names of what crosses between the preload and the main process. The compiler refuses a command of the typed map that
// is missing here, and one that isn't in the map; so the preload needs no schema library to know the names.
import type { CommandName } from '../core/api/commands.ts'
import type { DesktopQuestion } from '../core/api/desktop.ts'

/** Renderer → main, answered: (name, request) → CommandReply. */
export const COMMAND_CHANNEL = 'neatwork:command'
/** Renderer → main: (subscription number). */
export const SUBSCRIBE_CHANNEL = 'neatwork:subscribe'
/** Renderer → main: (subscription number). */
export const UNSUBSCRIBE_CHANNEL = 'neatwork:unsubscribe'
/** Main → renderer: (subscription number, ApiEvent). */
export const EVENT_CHANNEL = 'neatwork:event'
/** Renderer → main: (subscription number); the page has taken an event. */
export const TAKEN_CHANNEL = 'neatwork:taken'
/** Renderer → main, answered: (name of a question to the desktop) → CommandReply. */
export const DESKTOP_CHANNEL = 'neatwork:desktop'
/** Main → renderer: something waits to be opened. */
export const OPEN_CHANNEL = 'neatwork:open'

const COMMANDS: Readonly<Record<CommandName, true>> = {
  listProblems: true,
  defaultRunRequest: true,
  startRun: true,
  checkRun: true,
  checkFitness: true,
  pauseRun: true,
  resumeRun: true,
  stepRun: true,
  stopRun: true,
  champion: true,
  speciesMembers: true,
  speciesChampions: true,
  addNote: true,
  removeNote: true,
  failedGenome: true,
  watchGenome: true,
  genome: true,
  championLines: true,
  champions: true,
  lineage: true,
  archive: true,
  extendRun: true,
  changeOptions: true,
  showJoinCode: true,
  clusterWork: true,
  removeWorker: true,
  drainWorker: true,
  rotateToken: true,
  listMasters: true,
  joinAsWorker: true,
  leaveAsWorker: true,
  drainAsWorker: true,
  pauseWorker: true,
  resumeWorker: true,
  recentRuns: true,
  savedRuns: true,
  savedChampions: true,
  savedSettings: true,
  compareRuns: true,
  runTable: true,
  savedGenomes: true,
  labelRun: true,
  deleteRuns: true,
  deletedRuns: true,
  restoreRuns: true,
  eraseRuns: true,
  runCurve: true,
  openRun: true,
  openFile: true,
  preferences: true,
  savePreference: true,
  knownMasters: true,
  rejoinMaster: true,
  forgetMaster: true,
  goHome: true,
}

/** True for the names that the preload lets through. */
export function isKnownCommand(name: unknown): boolean {
  return typeof name === 'string' && Object.hasOwn(COMMANDS, name)
}

const DESKTOP_QUESTIONS: Readonly<Record<DesktopQuestion, true>> = {
  takeOpenRequests: true,
  newWindow: true,
  worksOnIn: true,
  startsAtLogin: true,
  startAtLogin: true,
  dontStartAtLogin: true,
  about: true,
  updates: true,
  lookForUpdates: true,
  openUpdatePage: true,
}

/** True for the questions to the desktop that are let through. */
export function isDesktopQuestion(name: unknown): name is DesktopQuestion {
  return typeof name === 'string' && Object.hasOwn(DESKTOP_QUESTIONS, name)
}
