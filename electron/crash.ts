// What happens when something fails: a page that is gone is offered again, since the run goes on without it; a failure of
// the main process is written down and offered at the next start.
import { writeFile } from 'node:fs/promises'
import { app, type BrowserWindow, clipboard, dialog } from 'electron'
import type { Log } from '../core/node/cluster/log.ts'
import { crashReport, forgetReport, keepReport, keptReport, type LastLines } from './crash-report.ts'
import { versionsText } from './versions.ts'

/** Failures of the main process end the app, once they are written down. */
export function reportFailures(profile: string, lines: LastLines): void {
  const failed = (error: unknown): void => {
    process.stderr.write(`The app has failed: ${error instanceof Error ? error.stack : String(error)}\n`)
    const versions = versionsText(app.getVersion())
    keepReport(
      profile,
      crashReport({ what: 'the app has failed', error, versions, lines: lines.all(), at: new Date() }),
    )
    app.exit(1)
  }
  process.on('uncaughtException', failed)
  process.on('unhandledRejection', failed)
}

const REPORT_BUTTONS = ['Save As…', 'Copy', 'Discard', 'Later']

/** Shows the report of an earlier failure, if there is one, and does with it what is chosen. */
export async function offerReport(profile: string): Promise<void> {
  const report = keptReport(profile)
  if (report === null) return
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    message: 'Neatwork failed when it was open last.',
    detail: `Saved runs can be opened again. A report was written; it goes nowhere unless you send it.\n\n${report.slice(0, 1500)}`,
    buttons: REPORT_BUTTONS,
    defaultId: 0,
    cancelId: 3,
  })
  if (response === 3) return
  if (response === 0) {
    const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: 'neatwork-crash-report.txt' })
    if (canceled || !(await saved(filePath, report))) return
  } else if (response === 1) clipboard.writeText(report)
  forgetReport(profile)
}

/** False, once somebody has read why, where the report could not be written; it is offered again at the next start. */
async function saved(path: string, report: string): Promise<boolean> {
  try {
    await writeFile(path, report)
    return true
  } catch (error) {
    const detail = `${error instanceof Error ? error.message : String(error)}. It is offered again at the next start.`
    await dialog.showMessageBox({ type: 'error', message: 'The report could not be saved.', detail })
    return false
  }
}

/** Offers the page of `window` again when it has ended or stopped answering. */
export function recoverPage(window: BrowserWindow, log: Log): void {
  const page = window.webContents
  let isAsked = false
  /** One box at a time: a page that hangs tells so again and again. */
  const askOnce = async (message: string, buttons: string[]): Promise<void> => {
    if (isAsked) return
    isAsked = true
    await ask(window, message, buttons)
    isAsked = false
  }
  page.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    log('error', `A window's page has ended: ${reason}`)
    void askOnce('The page of this window has ended.', ['Reload', 'Close Window'])
  })
  window.on('unresponsive', () => {
    log('warn', "A window's page does not answer.")
    void askOnce('The page of this window does not answer.', ['Reload', 'Close Window', 'Wait'])
  })
}

async function ask(window: BrowserWindow, message: string, buttons: string[]): Promise<void> {
  const detail = 'Evolution goes on in the meantime: it does not need this page.'
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message,
    detail,
    buttons,
    defaultId: 0,
    cancelId: buttons.length - 1,
  })
  if (window.isDestroyed()) return
  if (response === 0) window.webContents.reload()
  else if (response === 1) window.destroy()
}
