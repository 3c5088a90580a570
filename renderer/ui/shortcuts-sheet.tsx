// The shortcuts that hold at the moment, and the switch for those that are a key alone.
import { Fragment, type JSX } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { ACTION_GROUPS, allActions, allowBareKeys, openSheet, useActions } from './actions.ts'
import { Keys } from './keys.tsx'
import { Sheet, SheetHead } from './sheet.tsx'
import { SwitchLine } from './switch-line.tsx'
import { texts } from './texts.ts'

const words = texts.actions

export function ShortcutsSheet(): JSX.Element {
  const isOpen = useActions((screen) => screen.open === 'shortcuts')
  return (
    <Sheet
      isOpen={isOpen}
      onOpenChange={(open) => openSheet(open ? 'shortcuts' : null)}
      testId="shortcuts-sheet"
    >
      <SheetHead title={words.shortcuts} />
      <Shortcuts />
      <BareKeys />
    </Sheet>
  )
}

function Shortcuts(): JSX.Element {
  const actions = useActions(useShallow(allActions)).filter(({ keys }) => keys !== undefined)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where there is more than fits it is scrolled by arrow keys
    // biome-ignore lint/a11y/useSemanticElements: it is no form
    <div className="shortcut-groups" tabIndex={0} role="group" aria-label={words.shortcuts}>
      {ACTION_GROUPS.map((group) => {
        const own = actions.filter((action) => action.group === group)
        if (own.length === 0) return null
        return (
          <section key={group}>
            <h3>{words.groups[group]}</h3>
            <dl className="shortcuts">
              {own.map(({ id, title, keys = '' }) => (
                <Fragment key={id}>
                  <dt>{title}</dt>
                  <dd>
                    <Keys keys={keys} />
                  </dd>
                </Fragment>
              ))}
            </dl>
          </section>
        )
      })}
      <section>
        <h3>{words.inPanels}</h3>
        <dl className="shortcuts">
          {words.fixed.map(([title, keys]) => (
            <Fragment key={title}>
              <dt>{title}</dt>
              <dd>
                <span className="keys">
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </span>
              </dd>
            </Fragment>
          ))}
        </dl>
      </section>
    </div>
  )
}

function BareKeys(): JSX.Element {
  const isOn = useActions((screen) => screen.areBareKeysOn)
  return <SwitchLine label={words.bareKeys} isOn={isOn} onChange={allowBareKeys} />
}
