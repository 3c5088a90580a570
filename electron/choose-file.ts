// Asks whoever sits at this machine for a file with a problem.
import { type BrowserWindow, dialog } from 'electron'

const KINDS = ['ts', 'js', 'mts', 'mjs', 'py']

/** null where nothing was chosen. */
export async function chooseProblemFile(window: BrowserWindow | null): Promise<string | null> {
  const options = {
    title: 'Choose a fitness function',
    properties: ['openFile' as const],
    filters: [{ name: 'Problems', extensions: KINDS }],
  }
  const { canceled, filePaths } =
    window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options)
  return canceled ? null : (filePaths[0] ?? null)
}
