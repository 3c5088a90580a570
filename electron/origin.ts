// The one origin that the app's own page has. Everything else that shows up in a window is a stranger.

export const APP_SCHEME = 'app'
const APP_HOST = 'neatwork'
export const APP_PAGE_URL = `${APP_SCHEME}://${APP_HOST}/index.html`
/** The page with the history of saved runs in front. */
export const HISTORY_URL = `${APP_PAGE_URL}#history`
export const HELP_URL = `${APP_SCHEME}://${APP_HOST}/help/index.html`

/** Custom schemes have the opaque origin "null" in WHATWG URLs, so scheme and host are compared themselves. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host } = new URL(url)
  return protocol === `${APP_SCHEME}:` && host === APP_HOST
}

/** A page of the documents. */
export function isHelpUrl(url: string): boolean {
  return isAppUrl(url) && new URL(url).pathname.startsWith('/help/')
}
