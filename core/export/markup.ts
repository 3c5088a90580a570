// Text for drawings as markup.

/** Text inside markup; what no document may hold is left out. */
export function escaped(text: string): string {
  return [...text]
    .filter((char) => !/[\p{Cc}\p{Cs}]/u.test(char))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
