// Its own file, so that whoever catches it loads nothing else.

/** A file that can't be used as a problem; the message is for people. */
export class OwnProblemError extends Error {
  override readonly name = 'OwnProblemError'
}
