// What the app is made of, for people and for reports.
import { RUN_FORMAT_VERSION } from '../core/node/run-folder/files.ts'
import { PROTOCOL_VERSION } from '../core/wire/frame.ts'

/** One line for each; `app` is the app's own version. */
export function versionsText(app: string): string {
  const { electron = 'none', chrome = 'none', node } = process.versions
  return [
    `Neatwork ${app}`,
    `Electron ${electron}`,
    `Chromium ${chrome}`,
    `Node ${node}`,
    `Protocol between machines: version ${PROTOCOL_VERSION}`,
    `Format of run folders: version ${RUN_FORMAT_VERSION}`,
    `System: ${process.platform} ${process.arch}`,
  ].join('\n')
}
