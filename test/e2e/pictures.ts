// Pictures for docs/screens, small: WebP, as the browser itself writes it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Page } from 'playwright-core'

export const PICTURES = join(resolve(import.meta.dirname, '../..'), 'docs/screens')
const QUALITY = 60
/** What clocks say on pictures, so that they change only where the screens do. */
export const PICTURED_AT = Date.UTC(2026, 10, 24, 9, 30)

/** Whether `npm run screenshots` asked for them. */
export const arePicturesWanted = process.env['NEATWORK_SCREENSHOTS'] === '1'

export async function takePicture(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY })
  await session.detach()
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, Buffer.from(data, 'base64'))
}
