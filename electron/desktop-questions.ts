// Answers what the pages of the app's own windows ask of the desktop. Names only, no requests: there is nothing in them
// that could be wrong but the name.
import { ipcMain } from 'electron'
import type { DesktopQuestion, DesktopReplies } from '../core/api/desktop.ts'
import type { CommandReply } from '../core/api/neatwork-api.ts'
import { DESKTOP_CHANNEL, isDesktopQuestion } from './channels.ts'
import { isOwnPage } from './sender.ts'
import type { AppWindows } from './windows.ts'

export type DesktopAnswers = {
  readonly [Name in DesktopQuestion]: () => DesktopReplies[Name] | Promise<DesktopReplies[Name]>
}

const REFUSED: CommandReply = {
  ok: false,
  code: 'bad-request',
  message: "The desktop answers the app's own page only, and what it knows.",
}

export function answerDesktop(windows: AppWindows, answers: DesktopAnswers): void {
  ipcMain.handle(DESKTOP_CHANNEL, async (event, name: unknown): Promise<CommandReply> => {
    if (!isOwnPage(event, windows.all()) || !isDesktopQuestion(name)) return REFUSED
    try {
      return { ok: true, value: await answers[name]() }
    } catch (error) {
      return { ok: false, code: 'failed', message: error instanceof Error ? error.message : String(error) }
    }
  })
}
