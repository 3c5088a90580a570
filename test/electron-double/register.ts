// Preloaded by Node in front of the built main process: `electron` then names the double. Needs NEATWORK_DOUBLE_CDP,
// the address of a running Chromium's DevTools.
import './run-as-node.ts'
import { registerHooks } from 'node:module'

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron')
      return { url: new URL('./index.ts', import.meta.url).href, shortCircuit: true }
    return next(specifier, context)
  },
})
