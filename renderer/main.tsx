// Entry of the page: finds the api, lets the store follow it, draws the app.
import { CSPProvider } from '@base-ui/react/csp-provider'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { findApi } from './bridge.ts'
import { followApi } from './store.ts'
import { showTheme, useTheme } from './ui/theme.ts'
import './ui/tokens.css'
import './ui/base.css'
import './ui/screens.css'
import './ui/run.css'
import './ui/menus.css'
import './run/panels.css'

const root = document.getElementById('root')
if (root !== null) {
  showTheme(useTheme.getState().theme)
  followApi(findApi(window))
  createRoot(root).render(
    <StrictMode>
      {/* The page's content security policy lets nobody write style elements. */}
      <CSPProvider disableStyleElements>
        <App />
      </CSPProvider>
    </StrictMode>,
  )
}
