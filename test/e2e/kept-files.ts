// What a page hands to be saved, read instead of written.
import type { Page } from 'playwright-core'

/** Keeps what the page hands to be saved; each answer is the next file. */
export async function keptFiles(
  page: Page,
): Promise<() => Promise<{ readonly name: string; readonly text: string }>> {
  await page.evaluate(() => {
    const kept: { name: string; text: string }[] = []
    Object.assign(globalThis, { kept })
    const blobs = new Map<string, Blob | MediaSource>()
    const make = URL.createObjectURL
    URL.createObjectURL = (blob) => {
      const url = make(blob)
      blobs.set(url, blob)
      return url
    }
    HTMLAnchorElement.prototype.click = function () {
      const blob = blobs.get(this.href)
      if (blob instanceof Blob) void blob.text().then((text) => kept.push({ name: this.download, text }))
    }
  })
  return async () => {
    const next = await page.waitForFunction(() => (globalThis as unknown as { kept: unknown[] }).kept.shift())
    return (await next.jsonValue()) as { name: string; text: string }
  }
}
