// Chooses earlier runs to be compared with this one.
import { Menu } from '@base-ui/react/menu'
import { Check, GitCompareArrows } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { RecentRun } from '../../core/api/home-requests.ts'
import { command, messageOf, useRun, useScreen } from '../store.ts'
import { MenuError, MenuPopup } from '../ui/menu-popup.tsx'
import { decimal, number, texts } from '../ui/texts.ts'
import { addOverlay, removeOverlay, useOverlays } from './overlays.ts'

const words = texts.fitness.compare
const LISTED = 20

/** Nothing for whoever may not look at saved runs. */
export function CompareMenu(): JSX.Element | null {
  const mayAct = useScreen(({ app }) => app?.access.acts === true)
  const folder = useRun((run) => run.folder)
  const chosen = useOverlays(({ curves }) => curves)
  const [runs, setRuns] = useState<readonly RecentRun[] | null>(null)
  const [error, setError] = useState<string | null>(null)
  const ask = (isOpen: boolean): void => {
    if (!isOpen) return
    setError(null)
    command('recentRuns', { limit: LISTED })
      .then(setRuns)
      .catch((reason) => setError(messageOf(reason)))
  }
  if (!mayAct) return null
  const others = (runs ?? []).filter(
    ({ name, state, generations }) =>
      state !== 'damaged' && generations > 0 && folder?.endsWith(name) !== true,
  )
  return (
    <>
      <Menu.Root onOpenChange={ask}>
        <Menu.Trigger
          className="tool"
          aria-label={words.title}
          title={words.title}
          data-testid="compare-runs"
        >
          <GitCompareArrows size={16} aria-hidden />
        </Menu.Trigger>
        <MenuPopup>
          {others.length === 0 ? (
            <Menu.Item className="menu-item" disabled>
              {runs === null ? words.loading : words.none}
            </Menu.Item>
          ) : null}
          {others.map((run) => (
            <Menu.CheckboxItem
              key={run.name}
              className="menu-item"
              data-testid="compare-run"
              checked={chosen.some(({ name }) => name === run.name)}
              onCheckedChange={(isWanted) => {
                if (!isWanted) return removeOverlay(run.name)
                addOverlay(run.name).catch((reason: unknown) => setError(messageOf(reason)))
              }}
            >
              <span className="menu-mark">
                <Menu.CheckboxItemIndicator>
                  <Check size={14} aria-hidden />
                </Menu.CheckboxItemIndicator>
              </span>
              {words.run(run.problem, run.seed, run.createdAt)}
              <span className="menu-note">
                {run.bestFitness === null ? '' : decimal(run.bestFitness, 3)} · {number(run.generations)}
              </span>
            </Menu.CheckboxItem>
          ))}
        </MenuPopup>
      </Menu.Root>
      <MenuError message={error} />
    </>
  )
}
