// Puts the documents beside the app's page, wherever that is built: under help/, as the site has them.
import { siteFiles } from './site.mjs'

export function helpPages() {
  return {
    name: 'neatwork-help',
    apply: 'build',
    async generateBundle() {
      for (const [address, source] of await siteFiles())
        this.emitFile({ type: 'asset', fileName: `help/${address}`, source })
    },
  }
}
