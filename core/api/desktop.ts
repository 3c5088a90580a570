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
}

export type DesktopQuestion = keyof DesktopReplies
