// The main process: puts the parts together in the order that Electron demands. The engine is AppHost's business, the
// page's is the renderer's; here are only the window, the protocol, the menu and the end of the process.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app, Menu, net, powerMonitor, protocol, session, shell } from 'electron'
import { AppHost } from '../core/node/app-host.ts'
import type { Log } from '../core/node/cluster/log.ts'
import { setOwnProcessLaunch } from '../core/node/own/launch.ts'
import { OwnFile } from '../core/node/own/own-file.ts'
import { OwnProblemError } from '../core/node/own/own-problem-error.ts'
import { setEvaluatorThreadUrl } from '../core/node/threads/thread-slot.ts'
import { aboutView } from './about.ts'
import { type AppArguments, parseArguments } from './arguments.ts'
import { rejoinLast, workInBackground } from './background.ts'
import { chooseProblemFile } from './choose-file.ts'
import { offerReport, reportFailures } from './crash.ts'
import { LastLines } from './crash-report.ts'
import { followDesktop } from './desktop.ts'
import { answerDesktop } from './desktop-questions.ts'
import { openOnceAsked } from './external-links.ts'
import { openHelp } from './help-window.ts'
import { serveIpc } from './ipc.ts'
import { backgroundCommand, loginStart } from './login-start.ts'
import { menuTemplate } from './menu.ts'
import { type Opening, openingsIn, openRequest } from './open-requests.ts'
import { APP_SCHEME, HISTORY_URL } from './origin.ts'
import { answerPageRequest } from './page-files.ts'
import { appPaths } from './paths.ts'
import { restrictPermissions } from './permissions.ts'
import { profileFolder } from './profile.ts'
import { chooseFileToOpen, exportRun } from './run-files.ts'
import { drained } from './staying.ts'
import { feedIn, LOOK_EVERY_MS, Updates } from './updates.ts'
import { launchUtilityProcess } from './utility-process.ts'
import { WindowPlaces } from './window-places.ts'
import { AppWindows } from './windows.ts'

/** What is to be opened before there are windows to open it in. */
let open: (opening: Opening) => void = (opening) => void early.push(opening)
const early: Opening[] = []

function main(): void {
  const parsed = parseArguments(process.argv.slice(app.isPackaged ? 1 : 2))
  if (!parsed.ok) {
    process.stderr.write(`${parsed.message}\n`)
    app.exit(2)
    return
  }
  const profile = profileFolder(parsed.value, app.getPath('appData'), process.cwd())
  mkdirSync(profile, { recursive: true })
  app.setPath('userData', profile)
  // The lock lies in the profile, so that it counts instances of the profile and not of the app.
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('Neatwork is open with this profile already; its window comes to the front.\n')
    app.exit(0)
    return
  }
  // macOS tells of links and files by events, which may come before the app is ready.
  app.on('open-url', (event, text) => {
    event.preventDefault()
    open({ kind: 'link', text })
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    open({ kind: 'path', path })
  })
  early.push(...openingsIn(process.argv.slice(1), process.cwd()).filter(({ kind }) => kind === 'path'))
  reportFailures(profile, lines)
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
  void app.whenReady().then(() => begin(parsed.value, profile))
}

/** Somebody's own problem has to be one before a window opens. */
async function begin(args: AppArguments, profile: string): Promise<void> {
  const paths = appPaths(app.getAppPath(), app.isPackaged)
  setEvaluatorThreadUrl(pathToFileURL(paths.evaluatorThread))
  setOwnProcessLaunch({ launch: launchUtilityProcess, entry: paths.ownProcess })
  try {
    const ownFile = args.problem === null ? undefined : await OwnFile.open(args.problem, log)
    start(args, profile, ownFile, await WindowPlaces.read(profile, log))
  } catch (error) {
    if (!(error instanceof OwnProblemError)) throw error
    process.stderr.write(`${error.message}\n`)
    app.exit(2)
  }
}

function start(
  args: AppArguments,
  profile: string,
  ownFile: OwnFile | undefined,
  places: WindowPlaces,
): void {
  const paths = appPaths(app.getAppPath(), app.isPackaged)
  const runsFolder = join(profile, 'runs')
  const windows: AppWindows = new AppWindows({
    ...{ preload: paths.preload, title: app.getName(), places, log },
    whenLastCloses: () => background.staying.whenLastCloses(),
  })
  const host = new AppHost({
    appVersion: app.getVersion(),
    suggestion: args.suggestion,
    runsFolder,
    stateFolder: profile,
    // Electron asks the desktop itself, Wayland and the lock screen included.
    idleProbe: async () => powerMonitor.getSystemIdleTime() * 1000,
    ownFile,
    files: { kind: 'dialog', choose: () => chooseProblemFile(windows.front()) },
    recycleBin: (path) => shell.trashItem(path),
    log,
  })
  const showHistory = (): void => {
    const window = windows.front()
    if (window === null) return void windows.open(HISTORY_URL)
    windows.show()
    // The page is the same behind the #: nothing is loaded anew.
    window.loadURL(HISTORY_URL).catch((error: unknown) => {
      log('warn', `The saved runs could not be shown: ${String(error)}`)
    })
  }

  protocol.handle(APP_SCHEME, (request) => answerPageRequest(paths.page, request))
  restrictPermissions(session.defaultSession)
  serveIpc(host, () => windows.all())
  const newWindow = (): void => void windows.open()
  const background = workInBackground({ api: host, windows, trayIcons: paths.trayIcons, log })
  const { staying } = background
  const atLogin = loginStart({
    ...{ platform: process.platform, app, configFolder: () => app.getPath('appData') },
    command: backgroundCommand({
      ...{ env: process.env, execPath: process.execPath, profile },
      appFolder: app.isPackaged ? null : app.getAppPath(),
    }),
  })
  const updates = lookForUpdates(host, windows)
  const setAtLogin = async (isOn: boolean): Promise<boolean> => {
    await atLogin.set(isOn)
    return await atLogin.isOn()
  }
  answerDesktop(windows, {
    takeOpenRequests: () => windows.take(),
    newWindow: () => {
      newWindow()
      return null
    },
    worksOnIn: () => background.worksOnIn(),
    startsAtLogin: () => atLogin.isOn(),
    startAtLogin: () => setAtLogin(true),
    dontStartAtLogin: () => setAtLogin(false),
    about: () => aboutView(app.getVersion(), paths.licences),
    updates: () => updates.view(),
    lookForUpdates: () => updates.look(),
    openUpdatePage: () => updates.openPage(),
  })
  followDesktop(
    host,
    { all: () => windows.all(), show: () => windows.show() },
    (watched) => void staying.watch(watched),
  )
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        ...menuActions(runsFolder, showHistory),
        newWindow,
        openFile: () => void chooseFile(windows),
        exportRun: () => void exportRun(host.runFolder, windows.front()),
        showAbout: () => windows.offer({ kind: 'about' }),
      }),
    ),
  )
  void (async () => {
    // Nobody asked for a window where the system starts the app; without work it would be there for nothing.
    if (!isStartedBySystem(args) || !(await rejoinLast(host, log))) windows.open()
    void offerReport(profile)
  })()

  open = (opening) => void openRequest(opening).then((request) => windows.offer(request))
  for (const opening of early.splice(0)) open(opening)

  app.on('second-instance', (_event, words, workingFolder) => {
    windows.show()
    for (const opening of openingsIn(words.slice(1), workingFolder)) open(opening)
  })
  app.on('activate', () => {
    if (windows.front() === null) windows.open()
  })
  quitAfter(async () => {
    await drained(host)
    await Promise.all([host.close(), windows.kept()])
  })
}

async function chooseFile(windows: AppWindows): Promise<void> {
  const path = await chooseFileToOpen(windows.front())
  if (path !== null) open({ kind: 'path', path })
}

const lines = new LastLines()

const log: Log = (level, message) => {
  lines.add(`${level}: ${message}`)
  process.stderr.write(`${level}: ${message}\n`)
}

function lookForUpdates(host: AppHost, windows: AppWindows): Updates {
  const updates = new Updates({
    current: app.getVersion(),
    feed: async () => feedIn(await host.call('preferences', null)),
    fetch: (url, init) => net.fetch(url, init),
    openPage: (url) => openOnceAsked(url, windows.front()),
  })
  void updates.look()
  setInterval(() => void updates.look(), LOOK_EVERY_MS).unref()
  return updates
}

/** A Mac gives no arguments to what it starts at login, but tells. */
function isStartedBySystem({ hidden }: AppArguments): boolean {
  return hidden || (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin)
}

function menuActions(runsFolder: string, showHistory: () => void) {
  return {
    showHistory,
    platform: process.platform,
    development: !app.isPackaged,
    showHelp: () => openHelp(),
    showSavedRuns: () => {
      mkdirSync(runsFolder, { recursive: true })
      void shell.openPath(runsFolder)
    },
  }
}

/** Holds the quit back until the engine has let go of its sockets, threads and files. */
function quitAfter(close: () => Promise<void>): void {
  app.once('will-quit', (event) => {
    event.preventDefault()
    close().then(
      () => app.exit(0),
      (error: unknown) => {
        process.stderr.write(`The run could not be closed cleanly: ${String(error)}\n`)
        app.exit(1)
      },
    )
  })
}

main()
