// A chart as a picture that stands by itself: what is on the screen, with its colours and fonts written into it.

import type { Paint, PictureLook } from './drawing.ts'

const XMLNS = 'http://www.w3.org/2000/svg'
/** What the screen's style sheets decide. */
const STYLES = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'opacity'],
  ...['font-family', 'font-size', 'font-weight', 'text-anchor'],
] as const
/** Pixels of a PNG per pixel of the screen, for print. */
const PNG_SCALE = 2
/** Of the longer side of a PNG: canvases have their limits. */
const MOST_PIXELS = 8000

/** All drawings in `element`, one upon the other, as the text of one SVG file. */
export function svgOf(element: HTMLElement, legend: readonly LegendEntry[], title: string): string {
  const frame = element.getBoundingClientRect()
  const height = Math.ceil(frame.height) + LEGEND_HEIGHT
  const picture = document.createElementNS(XMLNS, 'svg')
  picture.setAttribute('xmlns', XMLNS)
  picture.setAttribute('width', String(Math.ceil(frame.width)))
  picture.setAttribute('height', String(height))
  picture.setAttribute('viewBox', `0 0 ${Math.ceil(frame.width)} ${height}`)
  const style = getComputedStyle(element)
  const page = getComputedStyle(element.closest('.panel') ?? element)
  picture.append(
    made('title', {}, title),
    made('rect', { width: '100%', height: '100%', fill: page.backgroundColor }),
    legendOf(legend, style),
  )
  for (const drawing of element.querySelectorAll<SVGSVGElement>('svg')) {
    if (drawing.closest('[data-not-exported]') !== null) continue
    // Also where a drawing is scaled to its place.
    const on = drawing.getScreenCTM()
    if (on === null) continue
    const group = made('g', {
      transform: `matrix(${on.a} ${on.b} ${on.c} ${on.d} ${on.e - frame.left} ${on.f - frame.top + LEGEND_HEIGHT})`,
    })
    for (const child of drawing.children) group.append(withStyles(child))
    picture.append(group)
  }
  return new XMLSerializer().serializeToString(picture)
}

export interface LegendEntry {
  readonly text: string
  /** As CSS has it. */
  readonly colour: string
}

const LEGEND_HEIGHT = 26
const LETTER_WIDTH = 6.4

function legendOf(entries: readonly LegendEntry[], { color, fontFamily }: CSSStyleDeclaration): SVGElement {
  const group = made('g', { 'font-family': fontFamily, 'font-size': '12' })
  let left = 14
  for (const { text, colour } of entries) {
    group.append(
      made('rect', { x: left, y: 8, width: 10, height: 10, rx: 2, fill: resolved(colour) }),
      made('text', { x: left + 15, y: 17, fill: color }, text),
    )
    left += 30 + text.length * LETTER_WIDTH
  }
  return group
}

/** A colour as CSS has it, mixed ones too, as any other program knows it. */
export function paintOf(colour: string): Paint {
  const dot = document.createElement('canvas')
  dot.width = 1
  dot.height = 1
  const pen = dot.getContext('2d')
  if (pen === null) return { colour: '#808080', opacity: 1 }
  pen.fillStyle = colour
  pen.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data
  const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')
  return { colour: `#${hex}`, opacity: Math.round((100 * alpha) / 255) / 100 }
}

/** Of a drawing that is made where `element` stands. */
export function pictureLookOf(element: Element): PictureLook {
  const { color, fontFamily } = getComputedStyle(element)
  const page = getComputedStyle(element.closest('.panel') ?? document.body)
  return { ground: paintOf(page.backgroundColor), ink: paintOf(color), font: fontFamily }
}

/** A colour of the page's tokens as the numbers that any other program knows. */
function resolved(colour: string): string {
  const probe = document.createElement('span')
  probe.style.color = colour
  document.body.append(probe)
  const known = getComputedStyle(probe).color
  probe.remove()
  return known
}

function made(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text?: string,
): SVGElement {
  const element = document.createElementNS(XMLNS, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  if (text !== undefined) element.textContent = text
  return element
}

function withStyles(element: Element): Element {
  const copy = element.cloneNode(false) as Element
  if (element instanceof SVGElement) {
    const style = getComputedStyle(element)
    for (const name of STYLES) {
      const value = style.getPropertyValue(name)
      if (value !== '') copy.setAttribute(name, value)
    }
    copy.removeAttribute('style')
    copy.removeAttribute('class')
  }
  for (const child of element.childNodes) {
    copy.append(child instanceof Element ? withStyles(child) : child.cloneNode())
  }
  return copy
}

/** The picture in pixels. Rejects where the browser can't draw it. */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  const scale = Math.min(PNG_SCALE, MOST_PIXELS / Math.max(image.naturalWidth, image.naturalHeight))
  canvas.width = Math.round(image.naturalWidth * scale)
  canvas.height = Math.round(image.naturalHeight * scale)
  const context = canvas.getContext('2d')
  context?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (blob === null) throw new Error('The browser could not make the picture.')
  return blob
}
