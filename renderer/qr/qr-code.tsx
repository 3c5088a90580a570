// A QR code: dark on light in both themes, because many cameras don't read it the other way round.
import { type JSX, useMemo } from 'react'
import { qrPath } from './qr-path.ts'

interface QrCodeProps {
  readonly text: string
  /** What it leads to, for whoever can't see it. */
  readonly label: string
}

export function QrCode({ text, label }: QrCodeProps): JSX.Element {
  const { size, path } = useMemo(() => qrPath(text), [text])
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} data-testid="qr-code">
      <rect width={size} height={size} rx={2} fill="#ffffff" />
      <path d={path} fill="#0b0e16" shapeRendering="crispEdges" />
    </svg>
  )
}
