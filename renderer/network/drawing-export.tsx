// The drawing as a file: SVG, or PNG made of it.
import { Menu } from '@base-ui/react/menu'
import { Download } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { GenomeView } from '../../core/api/genome-views.ts'
import type { NetworkLayout } from '../../core/export/network-layout.ts'
import { layoutToSvg } from '../../core/export/svg.ts'
import { pngOf } from '../chart/picture.ts'
import { messageOf } from '../store.ts'
import { download } from '../ui/download.ts'
import { MenuError, MenuPopup } from '../ui/menu-popup.tsx'
import { texts } from '../ui/texts.ts'
import type { DrawingClient } from './drawing-client.ts'
import type { DrawingNames } from './drawing-messages.ts'

const words = texts.network

interface DrawingExportProps {
  readonly genome: GenomeView
  readonly names: DrawingNames
  readonly source:
    | { readonly kind: 'layout'; readonly layout: NetworkLayout }
    | { readonly kind: 'worker'; readonly client: DrawingClient }
}

export function DrawingExport({ genome, names, source }: DrawingExportProps): JSX.Element {
  const name = `genome-${genome.genome.genomeId}-generation-${genome.generation}`
  const svg = async () =>
    source.kind === 'layout' ? layoutToSvg(source.layout, genome.genome, names) : await source.client.svg()
  const [error, setError] = useState<string | null>(null)
  const saveSvg = async () => download(`${name}.svg`, await svg(), 'image/svg+xml')
  const savePng = async () => download(`${name}.png`, await pngOf(await svg()))
  const failed = (reason: unknown) => setError(messageOf(reason))
  return (
    <>
      <Menu.Root>
        <Menu.Trigger className="button small" aria-label={words.export} title={words.export}>
          <Download size={16} aria-hidden />
        </Menu.Trigger>
        <MenuPopup>
          <Menu.Item
            className="menu-item"
            data-testid="save-drawing-svg"
            onClick={() => void saveSvg().catch(failed)}
          >
            {words.asSvg}
          </Menu.Item>
          <Menu.Item
            className="menu-item"
            data-testid="save-drawing-png"
            onClick={() => void savePng().catch(failed)}
          >
            {words.asPng}
          </Menu.Item>
        </MenuPopup>
      </Menu.Root>
      <MenuError message={error} />
    </>
  )
}
