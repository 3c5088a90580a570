// Entry of the page: finds the api, lets the store follow it, draws the app.
import { CSPProvider } from '@base-ui/react/csp-provider'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { findApi } from './bridge.ts'
import { followAddress } from './route.ts'
import { command, followApi } from './store.ts'
import { beginShortcuts } from './ui/actions.ts'
import { beginRemembering, remembered } from './ui/remembered.ts'
import { beginTheme } from './ui/theme.ts'
import './ui/tokens.css'
import './ui/base.css'
import './ui/screens.css'
import './ui/run.css'
import './ui/menus.css'
import './run/panels.css'
import './cluster/cluster.css'
import './islands/islands.css'

/** Preferences are awaited this long: a page without them is better than none. */
const PATIENCE_MS = 1000

let preferences: Promise<unknown> | null = null

const root = document.getElementById('root')
if (root !== null) {
  beginTheme(remembered('theme'))
  followAddress()
  const api = findApi(window)
  followApi(api)
  const drawn = createRoot(root)
  api.onConnection((connection) => {
    if (connection === 'connecting') return
    // Asked once: whoever comes back after a lost connection has drawn already.
    preferences ??= Promise.race([loadPreferences(), pause(connection === 'open' ? PATIENCE_MS : 0)])
    void preferences.then(() => {
      beginTheme(remembered('theme'))
      beginShortcuts(remembered('bare-keys'))
      drawn.render(
        <StrictMode>
          {/* The page's content security policy lets nobody write style elements. */}
          <CSPProvider disableStyleElements>
            <App />
          </CSPProvider>
        </StrictMode>,
      )
    })
  })
}

async function loadPreferences(): Promise<void> {
  try {
    const kept = await command('preferences', null)
    beginRemembering(kept, (name, value) => command('savePreference', { name, value }))
  } catch {
    // A host that keeps none: the page's own storage stands in.
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
