// The drawing of a large network, by itself: what `ui` measures of it too.
// Arguments: --quick measures shorter.
import { stdout } from 'node:process'
import { chromium } from 'playwright-core'
import { chooseBrowser, startBrowser } from '../test/e2e/browser.ts'
import { figureLine } from './ui/figures.ts'
import { networkFigures } from './ui/network.ts'

export async function run(args: readonly string[]): Promise<void> {
  const running = await startBrowser(chooseBrowser())
  const browser = await chromium.connectOverCDP(running.endpoint)
  stdout.write(`${running.version}, 1280×800\n`)
  try {
    const seconds = args.includes('--quick') ? 3 : 10
    for (const figure of await networkFigures(browser, seconds)) stdout.write(figureLine(figure))
  } finally {
    await browser.close()
    await running.close()
  }
}
