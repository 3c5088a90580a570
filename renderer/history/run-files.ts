// What a saved run is taken along as: its history, its champion, its settings.
import type { RunTablePart, SavedRunView } from '../../core/api/saved-runs.ts'
import { command } from '../store.ts'
import { download } from '../ui/download.ts'
import { texts } from '../ui/texts.ts'

/** Rejects with what the api says of the run. */
export async function saveTable({ name }: SavedRunView): Promise<void> {
  download(`${name}.csv`, await wholeText((from) => command('runTable', { name, from })), 'text/csv')
}

/** All champions that are remembered, a line of JSON each. */
export async function saveGenomes({ name }: SavedRunView): Promise<void> {
  const text = await wholeText((from) => command('savedGenomes', { name, from }))
  if (text === '') throw new Error(texts.history.noChampion)
  download(`${name}-genomes.ndjson`, text, 'application/x-ndjson')
}

async function wholeText(ask: (from: number) => Promise<RunTablePart>): Promise<string> {
  const parts: string[] = []
  let from: number | null = 0
  while (from !== null) {
    const part: RunTablePart = await ask(from)
    parts.push(part.text)
    from = part.next
  }
  return parts.join('')
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
