// Text that came from elsewhere, for a terminal that must not obey it.

/** In one line, with a blank for every control character. */
export function harmlessLine(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ')
}

/** As {@link harmlessLine}, but for ends of lines and tabs. */
export function harmlessText(text: string): string {
  return text.replaceAll(/(?![\n\t])\p{Cc}/gu, ' ')
}
