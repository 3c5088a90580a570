// By what results are known to belong to some work, whoever handed it out: a digest over the frames of the run's beginning
// and of the batch.
import { createHash } from 'node:crypto'

export function workDigest(beginRun: Uint8Array, batch: Uint8Array): string {
  return createHash('sha256').update(beginRun).update(batch).digest('base64url')
}
