// Links and files that the desktop hands over, one after the other. A link joins nothing until its reader says so.
import { AppWindow, Info } from 'lucide-react'
import { type JSX, useCallback, useEffect, useMemo, useState } from 'react'
import type { OpenRequest } from '../../core/api/desktop.ts'
import { findDesktop } from '../bridge.ts'
import { takeFile } from '../opened/open-file.ts'
import { type Action, useActionsOf } from '../ui/actions.ts'
import { fetched } from '../ui/fetched.tsx'
import { Sheet, SheetSaid } from '../ui/sheet.tsx'
import { texts } from '../ui/texts.ts'
import { JoinAsked } from './join-asked.tsx'
import './desktop.css'

const words = texts.desktop
const About = fetched(async () => (await import('./about.tsx')).About)

/** What has a sheet of its own; a file is taken as one that is dropped. */
type Asked = Exclude<OpenRequest, { kind: 'file' }>
const isAsked = (request: OpenRequest): request is Asked => request.kind !== 'file'

export function OpenedFromOutside(): JSX.Element | null {
  const [requests, setRequests] = useState<readonly Asked[]>([])
  const desktop = useMemo(() => findDesktop(window), [])
  const take = useCallback(async () => {
    const more = (await desktop?.ask('takeOpenRequests')) ?? []
    setRequests((before) => withMore(before, more.filter(isAsked)))
    for (const request of more)
      if (request.kind === 'file') await takeFile(request.name, async () => request.bytes)
  }, [desktop])
  useEffect(() => {
    void take()
    return desktop?.onOpen(() => void take())
  }, [desktop, take])
  useActionsOf(
    useMemo((): readonly Action[] | null => {
      if (desktop === null) return null
      const run = () => void desktop.ask('newWindow')
      const showAbout = () => setRequests((before) => [...before, { kind: 'about' }])
      return [
        { id: 'new-window', title: words.newWindow, group: 'look', icon: AppWindow, run },
        { id: 'about', title: words.about.open, group: 'look', icon: Info, run: showAbout },
      ]
    }, [desktop]),
  )
  const [request] = requests
  if (request === undefined) return null
  const done = () => setRequests((before) => before.slice(1))
  return (
    <Sheet
      isOpen
      onOpenChange={(open) => open || done()}
      className={request.kind === 'about' ? 'sheet asked wide' : 'sheet asked'}
      isFocused
    >
      {request.kind === 'about' && desktop !== null ? <About desktop={desktop} /> : null}
      {request.kind === 'join' ? <JoinAsked key={request.link} link={request.link} onDone={done} /> : null}
      {request.kind === 'refused' ? (
        <SheetSaid title={words.notOpened} text={request.message} testId="open-refused" onClose={done} />
      ) : null}
    </Sheet>
  )
}

/** A link that was followed twice is asked about once. */
function withMore(before: readonly Asked[], more: readonly Asked[]): readonly Asked[] {
  const all = [...before, ...more]
  return all.filter((one, index) => all.findIndex((other) => isSame(one, other)) === index)
}

const isSame = (one: Asked, other: Asked): boolean =>
  one === other || (one.kind === 'join' && other.kind === 'join' && one.link === other.link)
