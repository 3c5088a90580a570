// What a saved run is taken along as: its history, its champion, its settings.
import type { SavedRunView } from '../../core/api/saved-runs.ts'
import { command } from '../store.ts'
import { download } from '../ui/download.ts'
import { texts } from '../ui/texts.ts'

/** Rejects with what the api says of the run. */
export async function saveTable({ name }: SavedRunView): Promise<void> {
  const parts: string[] = []
  let from: number | null = 0
  while (from !== null) {
    const part: { readonly text: string; readonly next: number | null } = await command('runTable', {
      name,
      from,
    })
    parts.push(part.text)
    from = part.next
  }
  download(`${name}.csv`, parts.join(''), 'text/csv')
}

export async function saveChampion({ name }: SavedRunView): Promise<void> {
  const [found] = await command('savedChampions', { names: [name] })
  if (found?.champion == null) throw new Error(texts.history.noChampion)
  download(`${name}-champion.json`, json(found.champion), 'application/json')
}

export async function saveSettings({ name }: SavedRunView): Promise<void> {
  download(`${name}-settings.json`, json(await command('savedSettings', { name })), 'application/json')
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
