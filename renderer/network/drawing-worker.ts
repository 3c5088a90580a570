// The worker beside the page: it lays large networks out, keeps the layout, paints what is in view and finds what is
// pointed at, so that the page only moves a finished picture.
import { layoutNetwork, type NetworkLayout } from '../../core/export/network-layout.ts'
import { layoutToSvg } from '../../core/export/svg.ts'
import type { GenomeJson } from '../../core/network/genome-json.ts'
import type { DrawingNames, FromDrawing, ToDrawing } from './drawing-messages.ts'
import { findInLayout } from './find-in-layout.ts'
import { forceLayout } from './force-layout.ts'
import { paintNetwork } from './paint-network.ts'

interface Kept {
  readonly genome: GenomeJson
  readonly names: DrawingNames
  readonly layout: NetworkLayout
  readonly freshNodes: ReadonlySet<number>
  readonly freshConnections: ReadonlySet<number>
}

let kept: Kept | null = null

const answer = (message: FromDrawing, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer })

self.onmessage = ({ data }: MessageEvent<ToDrawing>) => {
  switch (data.kind) {
    case 'lay out':
      return layOut(data)
    case 'paint':
      return paint(data)
    case 'find': {
      const found = kept === null ? null : findInLayout(kept.layout, data)
      return answer({ kind: 'found', ticket: data.ticket, found })
    }
    case 'export': {
      const svg = kept === null ? '' : layoutToSvg(kept.layout, kept.genome, kept.names)
      return answer({ kind: 'exported', ticket: data.ticket, svg })
    }
  }
}

function layOut({
  ticket,
  genome,
  names,
  form,
  isFresh,
  fresh,
}: Extract<ToDrawing, { kind: 'lay out' }>): void {
  const startMs = performance.now()
  const before = isFresh ? null : (kept?.layout ?? null)
  const layout = form === 'force' ? forceLayout(genome, before) : layoutNetwork(genome, before)
  kept = {
    ...{ genome, names, layout },
    ...{ freshNodes: new Set(fresh.nodes), freshConnections: new Set(fresh.connections) },
  }
  const places = layout.nodes.map(({ id, x, y }) => ({ id, x, y }))
  answer({ kind: 'laid out', ticket, box: layout.box, places, tookMs: performance.now() - startMs })
}

function paint({ ticket, view, width, height, colours }: Extract<ToDrawing, { kind: 'paint' }>): void {
  const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height))
  const pen = canvas.getContext('2d', { alpha: false })
  if (kept === null || pen === null) return
  paintNetwork(pen, { ...kept, colours, view, scale: width / view.width })
  const picture = canvas.transferToImageBitmap()
  answer({ kind: 'painted', ticket, view, picture }, [picture])
}
