// The panels of a run as a person arranged them: side by side in a window, one below the other on a phone.
import { type JSX, type RefObject, useCallback, useEffect, useMemo, useState } from 'react'
import {
  Separator,
  type TabNode,
  type TabRenderProps,
  useWorkspaceRef,
  Workspace,
  type WorkspaceImperativeHandle,
} from 'react-resizable-panels'
import { useRun } from '../store.ts'
import { remember, remembered } from '../ui/remembered.ts'
import { texts } from '../ui/texts.ts'
import { useMedia } from '../ui/use-media.ts'
import { takeFirst, usePanelDesk } from './panel-desk.ts'
import {
  firstModel,
  homeOf,
  type PanelId,
  type PanelModel,
  restoredModel,
  savedLayout,
  shownPanels,
} from './panel-layout.ts'
import { panelsFor, type RunPanel } from './panels.tsx'
import { StackTools } from './stack-tools.tsx'

const NARROW = '(width < 900px)'

export function RunWorkspace(): JSX.Element {
  const role = useRun((run) => run.role)
  const isNarrow = useMedia(NARROW)
  const hasIslands = useRun((run) => run.islands !== null)
  const panels = useMemo(() => panelsFor(role, hasIslands), [role, hasIslands])
  return isNarrow ? (
    <StackedPanels panels={panels} />
  ) : (
    <ArrangedPanels key={`${role} ${hasIslands}`} panels={panels} role={role} />
  )
}

function StackedPanels({ panels }: { readonly panels: readonly RunPanel[] }): JSX.Element {
  return (
    <div className="stacked-panels">
      {panels.map(({ id, Content }) => (
        <Content key={id} />
      ))}
    </div>
  )
}

interface ArrangedPanelsProps {
  readonly panels: readonly RunPanel[]
  readonly role: string
}

function ArrangedPanels({ panels, role }: ArrangedPanelsProps): JSX.Element {
  const name = `layout.${role}`
  const [first] = useState(() => restoredModel(remembered(name), panels))
  const [shown, setShown] = useState(() => shownPanels(first))
  const workspace = useWorkspaceRef<null, null>()
  useDesk(name, panels, shown, workspace)
  const drawTab = useCallback(
    (tab: TabNode<null>, props: TabRenderProps) => <PanelTab tab={tab} props={props} panels={panels} />,
    [panels],
  )
  const drawContent = useCallback(
    ({ id }: TabNode<null>) => {
      const Content = panels.find((panel) => panel.id === id)?.Content
      return Content === undefined ? null : <Content />
    },
    [panels],
  )
  const follow = (model: PanelModel) => {
    setShown(shownPanels(model))
    remember(name, savedLayout(model, panels))
  }
  return (
    <div className="arranged-panels">
      <Workspace<null, null>
        className="workspace"
        classNames={CLASSES}
        defaultModel={first}
        workspaceRef={workspace}
        lazyTabContent
        hiddenTabBehavior="activity"
        tabsetMinWidth="200px"
        tabsetMinHeight="96px"
        renderTab={drawTab}
        renderTabContent={drawContent}
        renderTabsetToolbar={drawTools}
        renderEmptyTabset={drawNothing}
        renderSeparator={drawSeparator}
        onModelChanged={follow}
      />
    </div>
  )
}

/** Lets the rest of the screen arrange these panels, for as long as they are there. */
function useDesk(
  name: string,
  panels: readonly RunPanel[],
  shown: ReadonlySet<string>,
  workspace: RefObject<WorkspaceImperativeHandle<null, null> | null>,
): void {
  useEffect(() => {
    const show = (id: PanelId): void => {
      const panel = panels.find((one) => one.id === id)
      const handle = workspace.current
      if (panel === undefined || handle === null) return
      const tabsetId = homeOf(handle.getModel(), panel, panels)
      // Selects it where it is, if it is shown already.
      handle.addTab({ id, title: panel.title, data: null }, { tabsetId })
    }
    const reset = (): void => {
      workspace.current?.setModel(firstModel(panels))
      remember(name, null)
    }
    const hide = (id: PanelId): void => workspace.current?.closeTab(id)
    const focus = (id: PanelId): void => {
      show(id)
      // A panel that was hidden is drawn first.
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-tab-id="${id}"]`)?.focus())
    }
    const toggleSize = (): void => {
      const handle = workspace.current
      if (handle === null) return
      const { maximizedTabsetId } = handle.getModel()
      const active = handle.getActiveTabsetId()
      if (maximizedTabsetId !== undefined) handle.restoreTabset()
      else if (active !== undefined) handle.maximizeTabset(active)
    }
    usePanelDesk.setState({ desk: { panels, shown, show, hide, focus, toggleSize, reset } })
  }, [name, panels, shown, workspace])
  useEffect(() => {
    const wanted = takeFirst()
    if (wanted !== null) usePanelDesk.getState().desk?.show(wanted)
    return () => usePanelDesk.setState({ desk: null })
  }, [])
}

interface PanelTabProps {
  readonly tab: TabNode<null>
  readonly props: TabRenderProps
  readonly panels: readonly RunPanel[]
}

function PanelTab({ tab, props, panels }: PanelTabProps): JSX.Element {
  const Icon = panels.find(({ id }) => id === tab.id)?.icon
  return (
    <div {...props}>
      {Icon === undefined ? null : <Icon size={14} aria-hidden />}
      {tab.title}
    </div>
  )
}

const CLASSES = {
  header: 'stack-header',
  tabset: 'panel-stack',
  tabList: 'stack-tabs',
  tab: 'stack-tab',
  toolbar: 'stack-tools',
  tabPanels: 'stack-content',
  split: 'stack-split',
  dropIndicator: 'drop-indicator',
  dragPreview: 'drag-preview',
}

const drawTools = () => <StackTools />
const drawNothing = () => <div className="empty">{texts.panels.none}</div>
const drawSeparator = (orientation: 'horizontal' | 'vertical') => (
  <Separator
    className={`separator ${orientation}`}
    aria-label={orientation === 'horizontal' ? texts.panels.resizeWidth : texts.panels.resizeHeight}
  />
)
