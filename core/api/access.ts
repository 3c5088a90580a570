// Who may do what: every command is for whoever looks on, for whoever owns the run, or for who may also name files of the
// host. Decided here, in front of the api, whatever a screen shows.
import type { CommandName } from './commands.ts'
import { ApiError, type ApiEvent, type NeatworkApi } from './neatwork-api.ts'
import type { Access, AppMode, AppState, RunStatus, RunView } from './views.ts'

/** `look` changes nothing and tells no secret; `act` changes something; `files` names a path of the host or brings code. */
export type Need = 'look' | 'act' | 'files'

/** A command that is missing here doesn't compile. */
export const NEEDS: Readonly<Record<CommandName, Need>> = {
  listProblems: 'look',
  defaultRunRequest: 'look',
  checkFitness: 'files',
  checkRun: 'act',
  startRun: 'act',
  pauseRun: 'act',
  resumeRun: 'act',
  stepRun: 'act',
  stopRun: 'act',
  champion: 'look',
  speciesMembers: 'look',
  speciesChampions: 'look',
  addNote: 'act',
  removeNote: 'act',
  watchGenome: 'look',
  genome: 'look',
  failedGenome: 'look',
  championLines: 'look',
  champions: 'look',
  lineage: 'look',
  archive: 'look',
  changeOptions: 'act',
  extendRun: 'act',
  showJoinCode: 'act',
  removeWorker: 'act',
  drainWorker: 'act',
  rotateToken: 'act',
  listMasters: 'act',
  joinAsWorker: 'act',
  knownMasters: 'act',
  rejoinMaster: 'act',
  forgetMaster: 'act',
  leaveAsWorker: 'act',
  drainAsWorker: 'act',
  pauseWorker: 'act',
  resumeWorker: 'act',
  recentRuns: 'act',
  savedRuns: 'look',
  savedChampions: 'look',
  savedSettings: 'look',
  compareRuns: 'look',
  runTable: 'look',
  savedGenomes: 'look',
  labelRun: 'act',
  deleteRuns: 'act',
  deletedRuns: 'act',
  restoreRuns: 'act',
  eraseRuns: 'act',
  runCurve: 'look',
  openRun: 'act',
  // It may bring code.
  openFile: 'files',
  preferences: 'look',
  savePreference: 'act',
  clusterWork: 'look',
  goHome: 'act',
}

/** Whoever sits at the machine. */
export const FULL_ACCESS: Access = { acts: true, files: true }
/** Somebody with the link of the page: runs and workers, but no files of the host. */
export const OWNER_ACCESS: Access = { acts: true, files: false }
/** Somebody with the link for an audience. */
export const AUDIENCE_ACCESS: Access = { acts: false, files: false }

/** Why this access is not enough for a command, or null where it is. */
export function objection(name: CommandName, { acts, files }: Access): string | null {
  switch (NEEDS[name]) {
    case 'look':
      return null
    case 'act':
      return acts ? null : `This page is for looking on: ${name} is for who has the owner's link.`
    case 'files':
      if (!acts) return `This page is for looking on: ${name} is for who has the owner's link.`
      return files
        ? null
        : `A browser can't name files of the host: start Neatwork with --web-allow-files for ${name}.`
  }
}

/** The same api for somebody with less access; whom nothing is refused gets the api itself. */
export function withAccess(api: NeatworkApi, access: Access): NeatworkApi {
  if (access.acts && access.files) return api
  return {
    call: async (name, request) => {
      const refused = objection(name, access)
      if (refused !== null) throw new ApiError('forbidden', refused)
      return access.acts ? await api.call(name, request) : await told(name, () => api.call(name, request))
    },
    subscribe: (listener, carriage) => api.subscribe((event) => listener(seenWith(event, access)), carriage),
  }
}

/** What the file system says names paths, and an audience learns none. */
async function told<Reply>(name: CommandName, work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ApiError) throw error
    throw new ApiError('failed', `${name} failed. Whoever owns the run is told why.`, { cause: error })
  }
}

function seenWith(event: ApiEvent, access: Access): ApiEvent {
  if (event.kind === 'state') return { ...event, state: stateWith(event.state, access) }
  if (event.kind === 'runStatus' && !access.acts) return { ...event, status: statusForAudience(event.status) }
  return event
}

function statusForAudience(status: RunStatus): RunStatus {
  return status.kind === 'failed' ? { ...status, message: FAILED } : status
}

const FAILED = 'The run failed. Whoever owns it is told why.'

/** An audience learns neither how to join nor where on the host anything is. */
function stateWith(state: AppState, access: Access): AppState {
  if (access.acts) return { ...state, access }
  return { ...state, access, suggestion: { kind: 'none' }, mode: modeForAudience(state.mode) }
}

function modeForAudience(mode: AppMode): AppMode {
  return mode.kind === 'run' ? { ...mode, run: runForAudience(mode.run) } : mode
}

function runForAudience(run: RunView): RunView {
  return { ...run, status: statusForAudience(run.status), joinLinks: [], islandLinks: [], folder: null }
}
