// Entry of the page: finds the api, lets the store follow it, draws the app.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { findApi } from './bridge.ts'
import { followApi } from './store.ts'
import './ui/tokens.css'
import './ui/base.css'
import './ui/screens.css'
import './ui/run.css'

const root = document.getElementById('root')
if (root !== null) {
  followApi(findApi(window))
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
