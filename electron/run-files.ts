// File → Open… and Export Run…: the desktop's own dialogs, for files of this machine.
import { existsSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import { NEATWORK_EXTENSION } from '../core/node/neatwork-file/contents.ts'
import { writeNeatworkFile } from '../core/node/neatwork-file/write.ts'
import { RunFolder } from '../core/node/run-folder/run-folder.ts'

const EXTENSION = NEATWORK_EXTENSION.slice(1)

/** A `.neatwork` file, settings or a genome; null where nothing was chosen. */
export async function chooseFileToOpen(window: BrowserWindow | null): Promise<string | null> {
  const options = {
    title: 'Open a file',
    properties: ['openFile' as const],
    filters: [{ name: 'Runs, settings and genomes', extensions: [EXTENSION, 'json', 'jsonc'] }],
  }
  const { canceled, filePaths } =
    window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options)
  return canceled ? null : (filePaths[0] ?? null)
}

/** Asks where to and writes the run of `folder` there; null where no run is on the screens. Says what came of it. */
export async function exportRun(folder: string | null, window: BrowserWindow | null): Promise<void> {
  if (folder === null) {
    const detail = 'Start a run, or open a saved one; then it can be exported.'
    return void (await say({ message: 'There is no run to export', detail, buttons: ['Close'] }, window))
  }
  const out = await chooseTarget(folder, window)
  if (out === null) return
  try {
    if (out.isUnasked && existsSync(out.path))
      throw new Error(`${out.path} is there already; choose another name.`)
    const run = await RunFolder.look(folder)
    const createdAt = new Date().toISOString()
    await writeNeatworkFile({ run, part: 'run', appVersion: app.getVersion(), createdAt }, out.path)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return void (await say({ message: 'The run could not be exported', detail, buttons: ['Close'] }, window))
  }
  const buttons = ['Close', 'Show in Folder']
  if ((await say({ message: 'The run was exported', detail: out.path, buttons }, window)) === 1)
    shell.showItemInFolder(out.path)
}

/** `isUnasked` where the dialog asked of another name, without the ending, whether a file may be replaced. */
async function chooseTarget(folder: string, window: BrowserWindow | null) {
  const options = {
    title: 'Export the run',
    defaultPath: join(app.getPath('documents'), `${basename(folder)}${NEATWORK_EXTENSION}`),
    filters: [{ name: 'Neatwork run', extensions: [EXTENSION] }],
  }
  const { canceled, filePath } =
    window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options)
  if (canceled || filePath === '') return null
  const isWhole = extname(filePath).toLowerCase() === NEATWORK_EXTENSION
  return { path: isWhole ? filePath : `${filePath}${NEATWORK_EXTENSION}`, isUnasked: !isWhole }
}

interface Saying {
  readonly message: string
  readonly detail: string
  readonly buttons: string[]
}

/** Returns the button's place among `buttons`. */
async function say(saying: Saying, window: BrowserWindow | null): Promise<number> {
  const options = { ...saying, defaultId: 0, cancelId: 0 }
  const { response } =
    window === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(window, options)
  return response
}
