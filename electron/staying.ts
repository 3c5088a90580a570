// What becomes of the app when its windows are closed or it is to quit: work for other machines goes on without a window,
// and a worker finishes what it has before it leaves.
import type { NeatworkApi } from '../core/api/neatwork-api.ts'
import type { Notice, Watched } from './desktop-signals.ts'
import { RESTING, type TrayState, trayStateOf } from './tray-menu.ts'

/** So long may a worker go on with what it has when the app quits; its master gives the rest to others. */
export const DRAIN_MOST_MS = 30_000

export interface StayingPorts {
  readonly tray: { readonly isThere: boolean; show(state: TrayState | null): Promise<void> }
  readonly hasWindows: () => boolean
  readonly tell: (notice: Notice) => void
  readonly openMinimised: () => void
  readonly quit: () => void
  /** On a Mac apps stay without windows. */
  readonly staysAnyway: boolean
}

export class Staying {
  readonly #ports: StayingPorts
  #work: TrayState | null = null
  #isQuitting = false
  #hasTold = false

  constructor(ports: StayingPorts) {
    this.#ports = ports
  }

  /** Whether work for or of other machines goes on. */
  get isBusy(): boolean {
    return this.#work !== null
  }

  /** Resolves once the tray shows it, or can't. */
  async watch(watched: Watched): Promise<void> {
    this.#work = trayStateOf(watched)
    await this.#show()
  }

  /** A window has come or gone. */
  async windowsChanged(): Promise<void> {
    await this.#show()
  }

  quitting(): void {
    this.#isQuitting = true
  }

  /** Without a tray a window that is gone could not be found again. */
  whenLastCloses(): 'close' | 'minimise' {
    if (this.#isQuitting || !this.isBusy || this.#ports.staysAnyway) return 'close'
    if (this.#ports.tray.isThere) return 'close'
    this.#tellOnce(MINIMISED)
    return 'minimise'
  }

  allClosed(): void {
    if (this.#ports.staysAnyway || this.#isQuitting) return
    if (!this.isBusy || !this.#ports.tray.isThere) return this.#ports.quit()
    this.#tellOnce(IN_TRAY)
    void this.#show()
  }

  /** Whoever finds neither work nor a window still has to find the app. */
  async #show(): Promise<void> {
    const { tray, hasWindows, openMinimised, staysAnyway } = this.#ports
    const isLost = (): boolean => !hasWindows() && !staysAnyway
    await tray.show(this.#work ?? (isLost() && tray.isThere ? RESTING : null))
    if (this.isBusy && isLost() && !tray.isThere && !this.#isQuitting) openMinimised()
  }

  #tellOnce(notice: Notice): void {
    if (this.#hasTold) return
    this.#hasTold = true
    this.#ports.tell(notice)
  }
}

const IN_TRAY: Notice = {
  title: 'Neatwork works on',
  body: 'Its icon in the tray brings the window back, and quits.',
}
const MINIMISED: Notice = {
  title: 'Neatwork works on',
  body: 'This desktop has no tray, so its window is minimised. File > Quit ends it.',
}

export type AfterMs = (ms: number, then: () => void) => () => void

const afterMs: AfterMs = (ms, then) => {
  const timer = setTimeout(then, ms)
  return () => clearTimeout(timer)
}

/** Resolves once a worker has finished what it has and left, after {@link DRAIN_MOST_MS}, or at once where there is none. */
export function drained(api: NeatworkApi, after: AfterMs = afterMs): Promise<void> {
  return new Promise((resolve) => {
    let isOver = false
    let stop = (): void => {}
    let cancel = (): void => {}
    const done = (): void => {
      isOver = true
      stop()
      cancel()
      resolve()
    }
    stop = api.subscribe((event) => {
      if (isOver) return
      if (event.kind === 'state') {
        if (event.state.mode.kind !== 'worker' || isAtRest(event.state.mode.worker.connection)) return done()
        // Refused where it has left meanwhile, of which an event tells.
        api.call('drainAsWorker', null).catch(done)
      } else if (event.kind === 'worker' && event.worker.connection.kind === 'closed') done()
    })
    if (isOver) stop()
    else cancel = after(DRAIN_MOST_MS, done)
  })
}

function isAtRest(connection: { readonly kind: string; readonly genomes?: number }): boolean {
  return (connection.genomes ?? 0) === 0
}
