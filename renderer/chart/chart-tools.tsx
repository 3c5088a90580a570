// What can be done with any chart: zoom, and taking it along as a table or a picture.
import { Menu } from '@base-ui/react/menu'
import { Download, Maximize2, ZoomIn, ZoomOut } from 'lucide-react'
import { type JSX, type RefObject, useState } from 'react'
import { messageOf } from '../store.ts'
import { download } from '../ui/download.ts'
import { MenuError, MenuPopup } from '../ui/menu-popup.tsx'
import { texts } from '../ui/texts.ts'
import { type CsvTable, csvText } from './csv.ts'
import { type LegendEntry, pngOf, svgOf } from './picture.ts'
import { type Span, zoomed } from './range.ts'
import { showSpan, useShownSpan } from './shown-span.ts'

interface ZoomToolsProps {
  readonly all: Span
}

const words = texts.charts

export function ZoomTools({ all }: ZoomToolsProps): JSX.Element {
  const chosen = useShownSpan((shown) => shown.chosen)
  return (
    <span className="tool-group">
      <button
        type="button"
        className="tool"
        aria-label={words.zoomIn}
        title={words.zoomIn}
        onClick={() => showSpan(zoomed(chosen, all, 2))}
      >
        <ZoomIn size={16} aria-hidden />
      </button>
      <button
        type="button"
        className="tool"
        aria-label={words.zoomOut}
        title={words.zoomOut}
        disabled={chosen === null}
        onClick={() => showSpan(zoomed(chosen, all, 0.5))}
      >
        <ZoomOut size={16} aria-hidden />
      </button>
      <button
        type="button"
        className="tool"
        aria-label={words.showAll}
        title={words.showAll}
        disabled={chosen === null}
        onClick={() => showSpan(null)}
      >
        <Maximize2 size={15} aria-hidden />
      </button>
    </span>
  )
}

interface ExportMenuProps {
  /** Of the file, without its ending. */
  readonly name: string
  readonly title: string
  /** What holds the drawings, or what makes one of something else; null where there is a table only. */
  readonly drawing: RefObject<HTMLElement | null> | (() => string | null) | null
  readonly legend?: () => readonly LegendEntry[]
  /** Everything that the page holds, however little of it is drawn. */
  readonly table: () => CsvTable
}

export function ExportMenu({ name, title, drawing, legend, table }: ExportMenuProps): JSX.Element {
  const [error, setError] = useState<string | null>(null)
  const picture = () => {
    if (typeof drawing === 'function') return drawing()
    const element = drawing?.current ?? null
    return element === null ? null : svgOf(element, legend?.() ?? [], title)
  }
  const save = async (kind: 'csv' | 'svg' | 'png'): Promise<void> => {
    setError(null)
    if (kind === 'csv') return download(`${name}.csv`, csvText(table()), 'text/csv')
    const svg = picture()
    if (svg === null) return
    if (kind === 'svg') download(`${name}.svg`, svg, 'image/svg+xml')
    else download(`${name}.png`, await pngOf(svg))
  }
  const kinds = drawing === null ? (['csv'] as const) : (['csv', 'png', 'svg'] as const)
  return (
    <>
      <Menu.Root>
        <Menu.Trigger className="tool" aria-label={words.export(title)} title={words.export(title)}>
          <Download size={16} aria-hidden />
        </Menu.Trigger>
        <MenuPopup>
          {kinds.map((kind) => (
            <Menu.Item
              key={kind}
              className="menu-item"
              data-testid={`export-${kind}`}
              onClick={() => void save(kind).catch((reason: unknown) => setError(messageOf(reason)))}
            >
              {words.formats[kind]}
            </Menu.Item>
          ))}
        </MenuPopup>
      </Menu.Root>
      <MenuError message={error} />
    </>
  )
}
