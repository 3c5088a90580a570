// What a QR code in a picture says: from a file, from the clipboard, or from a camera's frame.
import { decodeQR } from 'qr/decode.js'

/** Longer sides are made smaller first: a code that fills a screen needs no more. */
const LONGEST_SIDE = 1200

/** null where there is none to be read. */
export async function readPicture(picture: Blob): Promise<string | null> {
  const image = await createImageBitmap(picture).catch(() => null)
  if (image === null) return null
  const found = readFrame(image, image)
  image.close()
  return found
}

export function readFrame(
  source: CanvasImageSource,
  { width, height }: { readonly width: number; readonly height: number },
): string | null {
  if (width === 0 || height === 0) return null
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height))
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return null
  // Transparent pictures are black without it.
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  try {
    return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height))
  } catch {
    return null // no code in it, or one that is cut off: the next frame may have it
  }
}
