export interface NavigationSection {
  readonly title: string
  /** Paths in the repository. */
  readonly documents: readonly string[]
  /** Shown when somebody asks for it. */
  readonly isFolded?: boolean
}
/** No page: the gallery of pictures of every screen. */
export const GALLERY: string
export function navigation(): readonly NavigationSection[]
/** A document's address in the site, or null where it is no page of it. */
export function pageOf(document: string): string | null
