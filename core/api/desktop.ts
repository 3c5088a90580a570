// What a page inside the desktop's window may ask of the window's host, beside NeatworkApi: things that a browser's page
// has no use for.

/** What somebody wants to be opened: by a link, by a file, or what is wrong with it, in one sentence. */
export type OpenRequest =
  | { readonly kind: 'join'; readonly link: string }
  | {
      readonly kind: 'file'
      readonly path: string
      /** Without folders. */
      readonly name: string
      readonly bytes: Uint8Array<ArrayBuffer>
    }
  | { readonly kind: 'refused'; readonly message: string }
  /** From the menu. */
  | { readonly kind: 'about' }

export interface LicenceLine {
  readonly name: string
  readonly version: string
  readonly licence: string
}

export interface AboutView {
  /** Lines to be copied. */
  readonly versions: string
  /** Of what others wrote, by name. */
  readonly licences: readonly LicenceLine[]
}

/** The preference that holds the address of a release feed; without it nothing is looked up anywhere. */
export const UPDATE_FEED = 'update-feed'

/** `off`: nobody named a feed. */
export type UpdatesView =
  | { readonly kind: 'off' }
  | { readonly kind: 'current' }
  | { readonly kind: 'newer'; readonly version: string }
  | { readonly kind: 'failed'; readonly message: string }

/** Questions without a request, by name. */
export interface DesktopReplies {
  /** What waits for this page, each told once. */
  readonly takeOpenRequests: readonly OpenRequest[]
  /** Opens another window on the same work. */
  readonly newWindow: null
  /** Where work goes on when the last window is closed: minimised where the desktop has no tray. */
  readonly worksOnIn: 'tray' | 'minimised' | 'dock'
  /** Whether the system starts the app in the background when its person logs in. */
  readonly startsAtLogin: boolean
  /** Has it do so, and tells what is so afterwards. */
  readonly startAtLogin: boolean
  readonly dontStartAtLogin: boolean
  readonly about: AboutView
  /** As the last look found it. */
  readonly updates: UpdatesView
  /** Looks now. */
  readonly lookForUpdates: UpdatesView
  /** Asks whether to open the page of the newer version in the person's browser. */
  readonly openUpdatePage: null
}

export type DesktopQuestion = keyof DesktopReplies
