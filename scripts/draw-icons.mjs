// Draws assets/icon.svg (the app) and assets/document.svg (its .neatwork files) in every size, packs the sizes for Windows
// (.ico) and macOS (.icns), and draws the icons of the tray, for a Mac in one colour. Run it by hand with
// `node scripts/draw-icons.mjs` after a drawing changed; what it writes is committed.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import { chooseBrowser, startBrowser } from '../test/e2e/browser.ts'

const assets = resolve(import.meta.dirname, '../assets')
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
/** Types of icns entries that hold a PNG, by size in pixels. */
const ICNS_TYPES = { 32: 'ic11', 64: 'ic12', 128: 'ic07', 256: 'ic08', 512: 'ic09', 1024: 'ic10' }

/** A Mac's in the tray, in points and twice as sharp; the names tell it what they are. */
const TEMPLATES = { 'trayTemplate.png': 18, 'trayTemplate@2x.png': 36 }

for (const name of ['icon', 'document']) {
  const images = await drawAll(join(assets, `${name}.svg`), SIZES)
  for (const size of SIZES.filter((pixels) => pixels <= 512)) {
    writeFileSync(join(assets, `${name}-${size}.png`), images.get(size))
  }
  writeFileSync(join(assets, `${name}.ico`), packIco(images, [16, 24, 32, 48, 64, 256]))
  writeFileSync(join(assets, `${name}.icns`), packIcns(images))
  if (name !== 'icon') continue
  writeFileSync(join(assets, 'tray/tray.ico'), packIco(images, [16, 24, 32, 48]))
  writeFileSync(join(assets, 'tray/tray.png'), images.get(48))
}
const templates = await drawAll(join(assets, 'tray/template.svg'), Object.values(TEMPLATES))
for (const [name, size] of Object.entries(TEMPLATES))
  writeFileSync(join(assets, 'tray', name), templates.get(size))

async function drawAll(file, sizes) {
  const svg = readFileSync(file, 'utf8')
  const running = await startBrowser(chooseBrowser())
  const browser = await chromium.connectOverCDP(running.endpoint)
  try {
    const page = await browser.newPage()
    const drawn = new Map()
    for (const size of sizes) drawn.set(size, await draw(page, svg, size))
    return drawn
  } finally {
    await browser.close()
    await running.close()
  }
}

async function draw(page, svg, size) {
  await page.setViewportSize({ width: size, height: size })
  const image = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  await page.setContent(`<body style="margin:0"><img src="${image}" width="${size}" height="${size}">`)
  return await page.screenshot({ omitBackground: true, clip: { x: 0, y: 0, width: size, height: size } })
}

/** Header, one 16-byte entry per image, then the PNGs; 0 stands for 256 pixels. */
function packIco(images, sizes) {
  const header = Buffer.alloc(6 + 16 * sizes.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(sizes.length, 4)
  let offset = header.length
  for (const [index, size] of sizes.entries()) {
    const at = 6 + 16 * index
    const { length } = images.get(size)
    header.writeUInt8(size % 256, at)
    header.writeUInt8(size % 256, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += length
  }
  return Buffer.concat([header, ...sizes.map((size) => images.get(size))])
}

/** `icns`, the file's length, then type, length and PNG of each image. */
function packIcns(images) {
  const entries = Object.entries(ICNS_TYPES).map(([size, type]) => {
    const image = images.get(Number(size))
    return Buffer.concat([icnsHead(type, image.length), image])
  })
  const total = entries.reduce((sum, entry) => sum + entry.length, 0)
  return Buffer.concat([icnsHead('icns', total), ...entries])
}

function icnsHead(type, contentBytes) {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(8 + contentBytes, 4)
  return head
}
