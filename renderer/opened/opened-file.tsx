// Files are opened on every screen, by whoever may: dropped onto the window or chosen by the command; and what came of it.
import { Dialog } from '@base-ui/react/dialog'
import { FileInput, FolderInput } from 'lucide-react'
import { type JSX, lazy, Suspense, useMemo } from 'react'
import type { OpenedRun } from '../../core/api/opened-file.ts'
import { goTo } from '../route.ts'
import { useScreen } from '../store.ts'
import { type Action, useActionsOf } from '../ui/actions.ts'
import { Button } from '../ui/button.tsx'
import { Sheet, SheetClose, SheetHead, SheetSaid } from '../ui/sheet.tsx'
import { texts } from '../ui/texts.ts'
import { closeOpened, openImported, type Shown, takeFiles, useOpened } from './open-file.ts'
import { useDrop } from './use-drop.ts'
import './opened.css'

const words = texts.opened
const OpenedGenome = lazy(async () => ({ default: (await import('./opened-genome.tsx')).OpenedGenome }))

const ACTIONS: readonly Action[] = [
  { id: 'open-file', title: words.action, group: 'go', icon: FolderInput, keys: 'mod+o', run: chooseFile },
]
const take = (files: ArrayLike<File>): void => void takeFiles(files)

export function OpenedFile(): JSX.Element | null {
  const mayOpen = useScreen(({ app }) => app?.access.files === true)
  useActionsOf(useMemo(() => (mayOpen ? ACTIONS : null), [mayOpen]))
  const isAbove = useDrop(mayOpen ? take : null)
  const shown = useOpened((state) => state.shown)
  return (
    <>
      {isAbove ? (
        <div className="drop-zone" data-testid="drop-zone">
          <div className="drop-words">
            <FileInput size={40} aria-hidden />
            <strong>{words.drop}</strong>
            <span>{words.dropHint}</span>
          </div>
        </div>
      ) : null}
      <Sheet
        isOpen={shown.kind !== 'nothing'}
        onOpenChange={(open) => open || closeOpened()}
        className="sheet opened"
      >
        <Content shown={shown} />
      </Sheet>
    </>
  )
}

function chooseFile(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.neatwork,.json,.jsonc'
  input.addEventListener('change', () => void takeFiles(input.files ?? []))
  input.click()
}

function Content({ shown }: { readonly shown: Shown }): JSX.Element | null {
  switch (shown.kind) {
    case 'nothing':
      return null
    case 'reading':
      return <Dialog.Title className="sheet-text soft">{words.reading(shown.name)}</Dialog.Title>
    case 'refused':
      return (
        <SheetSaid
          title={words.refused}
          text={shown.message}
          testId="open-file-refused"
          onClose={closeOpened}
        />
      )
    case 'opened':
      return shown.file.kind === 'run' ? (
        <Imported run={shown.file} />
      ) : (
        <>
          <SheetHead title={words.genomeTitle(shown.name)} isClosable={false} />
          <Suspense>
            <OpenedGenome {...shown.file} />
          </Suspense>
          <SheetClose onClose={closeOpened} />
        </>
      )
  }
}

function Imported({ run }: { readonly run: OpenedRun }): JSX.Element {
  const { name, problem, generations, code } = run
  return (
    <>
      <SheetHead title={words.runTitle} isClosable={false} />
      <div className="sheet-text" data-testid="opened-run">
        <Dialog.Description>{words.run(name, problem, generations)}</Dialog.Description>
        {code === null ? null : (
          <>
            <p className="mono">{words.codeFile(code.file, code.hash)}</p>
            <p>{words.code}</p>
            {code.hash === null ? null : <p className="mono">{words.codeCommand(name, code.hash)}</p>}
          </>
        )}
      </div>
      <div className="actions sheet-actions">
        {code === null ? (
          <Button look="primary" testId="open-opened" onClick={() => void openImported(name)}>
            {words.openRun}
          </Button>
        ) : null}
        <Button
          onClick={() => {
            closeOpened()
            goTo('history')
          }}
        >
          {words.showRuns}
        </Button>
      </div>
    </>
  )
}
