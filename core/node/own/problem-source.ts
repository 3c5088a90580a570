// The text of somebody's own problem as a run keeps it, and the hash by which people say that it may run: of the text
// itself, so that it is known before a line of it has run.
import type { OwnCode, Problem } from '../../problems/problem.ts'
import { OwnProblemError } from './own-problem-error.ts'
import { type Parcel, packProblem } from './parcel.ts'
import { pythonTexts } from './python-texts.ts'
import { hashOfTexts, textsOf } from './text-hash.ts'

/** null for a problem that everybody has, and for code that is elsewhere, too large, or whose files have odd names. */
export async function sourceOf({ own }: Pick<Problem, 'own'>): Promise<Parcel | null> {
  if (own === undefined || own.isOpen === true) return null
  try {
    return await packProblem(own)
  } catch (error) {
    if (error instanceof OwnProblemError || isOfFiles(error)) return null
    throw error
  }
}

export interface CodePlace {
  readonly language: OwnCode['language']
  readonly file: string
  /** Names of data files beside it. */
  readonly data?: readonly string[] | undefined
}

/**
 * 32 hexadecimal digits over a file, what it imports beside it, and its data; null where something can't be read. Runs
 * nothing.
 */
export async function codeHash({ language, file, data = [] }: CodePlace): Promise<string | null> {
  try {
    const texts = language === 'python' ? await pythonTexts(file) : await textsOf(file)
    return await hashOfTexts(texts, file, data)
  } catch (error) {
    if (error instanceof OwnProblemError || isOfFiles(error)) return null
    throw error
  }
}

const isOfFiles = (error: unknown) => error instanceof Error && 'code' in error
