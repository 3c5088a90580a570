export type LinkTarget =
  | { readonly kind: 'page' | 'outside'; readonly href: string }
  | { readonly kind: 'file'; readonly href: string; readonly file: string; readonly address: string }
/** GitHub's name for a heading. */
export function slugOf(text: string): string
/** Where a link leads, seen from the page of `document`; null for files that are not part of the site. */
export function targetOf(href: string, document: string): LinkTarget | null
