// Which screen the page shows: what the app is doing, or the history of saved runs beside it. It stands in the address behind
// the #, so that reloading, going back and a menu of the app lead to it.
import { create } from 'zustand'

export type Route = 'app' | 'history'

const HISTORY_HASH = '#history'

const routeNow = (): Route => (location.hash === HISTORY_HASH ? 'history' : 'app')

export const useRoute = create<{ readonly route: Route }>(() => ({ route: 'app' }))

/** Before anything is drawn. */
export function followAddress(): void {
  const follow = (): void => useRoute.setState({ route: routeNow() })
  addEventListener('hashchange', follow)
  follow()
}

export function goTo(route: Route): void {
  if (routeNow() === route) return
  history.pushState(null, '', route === 'history' ? HISTORY_HASH : location.pathname + location.search)
  useRoute.setState({ route })
}
