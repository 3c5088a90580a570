// A join code as people read and type it. It knows nothing of what the code is good for.

export const CODE_DIGITS = 9

/** `482 177 305`: digits in threes for people. */
export function readableCode(code: string): string {
  return code.replace(/(\d{3})(?=\d)/g, '$1 ')
}

/** What somebody typed, without what makes it readable; null where it can't be a code. */
export function typedCode(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '')
  return /^\d+$/.test(digits) && digits.length === CODE_DIGITS ? digits : null
}
