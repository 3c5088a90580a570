// Leads from the history to a saved run, or to a new one with its settings.
import type { SavedRunView } from '../../core/api/saved-runs.ts'
import { goTo } from '../route.ts'
import { beginFormWith } from '../setup/wanted-settings.ts'
import { comeHomeTo, command, useScreen } from '../store.ts'
import { texts } from '../ui/texts.ts'
import { nameOf } from './listed-runs.ts'

/** Rejects with a sentence where the app is busy with something else. */
export async function openRun(run: SavedRunView): Promise<void> {
  if (!run.isOpen) {
    refuseWhileBusy()
    await command('openRun', { name: run.name })
  }
  goTo('app')
}

/** Opens the form of a new run, filled with the settings of this one. */
export async function duplicateRun(run: SavedRunView): Promise<void> {
  refuseWhileBusy()
  const settings = await command('savedSettings', { name: run.name })
  if (useScreen.getState().app?.mode.kind === 'run') await command('goHome', null)
  beginFormWith({ settings, from: nameOf(run) })
  comeHomeTo({ kind: 'local' })
  goTo('app')
}

function refuseWhileBusy(): void {
  const mode = useScreen.getState().app?.mode
  if (mode?.kind === 'worker') throw new Error(texts.history.busyWorker)
  if (mode?.kind !== 'run') return
  const { kind } = mode.run.status
  if (kind !== 'ended' && kind !== 'failed') throw new Error(texts.history.busy)
}
